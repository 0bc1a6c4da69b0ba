"""Whether packs settle: two rules that disagree on any day are told with the file and line of both, and so are two
terms of pay that count each other's credit in no order.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from domain.credit_order import disorders
from domain.dated import throughout, turning_days
from domain.errors import InputError, RefusedError
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from domain.visible import visible_to
from graph.packcheck import Homes
from graph.problems import Problems
from graph.references import Names


def check_settles(content: RuleGraph, airlines: Sequence[str], homes: Homes) -> None:
    """Settles the rules of each airline, and those of law by themselves, under every regime on every day of change.

    Nothing differs between two such days. ``InputError`` tells each disagreement, and what is paid in no good order,
    with its places in the packs.
    """
    problems, told = Problems(), set[tuple[tuple[str, str], ...]]()
    for airline, regime, day in product((PUBLIC, *airlines), Regime, sorted(set(_days(content)))):
        try:
            book = resolve(content, airline, day, day + timedelta(days=1), regime)
            for one in disorders(book, throughout(visible_to(content, airline), book.start, book.end).edges):
                problems.add(_placed(RefusedError(one.said, about=one.about), homes))
        except RefusedError as wrong:
            if not wrong.about or wrong.about not in told:
                problems.add(_placed(wrong, homes))
            told.add(wrong.about)
        except InputError as wrong:
            problems.add(str(wrong))
    problems.refuse()


def _days(content: RuleGraph) -> Iterator[date]:
    """The days on which anything begins, changes or ends."""
    for rule in content.rules:
        yield rule.effective
        yield from (version.since for version in rule.versions if version.since > rule.effective)
        if rule.expires is not None:
            yield rule.expires
    yield from turning_days(content)


def _placed(wrong: RefusedError, homes: Homes) -> str:
    """The refusal behind the place of the first rule it is about, and before that of the other."""
    codes = (Names("rule", code) for _, code in wrong.about)
    at = [home.file.at(home.place) for home in (homes.get(code) for code in codes) if home is not None]
    first, others = "".join(f"{place}: " for place in at[:1]), "".join(f" The other is {place}." for place in at[1:])
    return f"{first}{wrong}{others}"
