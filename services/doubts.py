"""What the figures of an impact do not say: told beside them, so that nobody takes a silence for a zero."""

from collections.abc import Iterator, Sequence

import polars as pl

from domain.difference import Difference
from domain.rulebook import Chosen, Rulebook
from services.weighing import Month, Weighed

Both = tuple[Rulebook, Rulebook]


def of(changes: Sequence[Difference], rulebooks: Both, month: Month, weighed: Weighed) -> Iterator[str]:
    """One sentence a doubt: changes outside the month, rules that are not computed, and limits that are not judged."""
    yield from _outside(changes, rulebooks[0])
    if all(book.duties.is_empty() for book in month.books):
        yield "Nobody has a duty in this month: only what does not hang on flying can come out otherwise."
    before, after = weighed.unpaid
    if before.equals(after):
        yield from _unpaid("both", before)
    else:
        yield from _unpaid("the baseline", before)
        yield from _unpaid("the candidate", after)
    yield from _unjudged(rulebooks, weighed)


def _outside(changes: Sequence[Difference], rulebook: Rulebook) -> Iterator[str]:
    beside = [each for each in changes if _begins_later(each, rulebook) or _ended_before(each, rulebook)]
    if beside:
        count = f"{len(beside)} of {len(changes)} changes hold" if len(beside) > 1 else "One change holds"
        yield f"{count} only outside this month, and nothing of it shows here: {beside[0].told}."


def _begins_later(change: Difference, rulebook: Rulebook) -> bool:
    return change.since is not None and change.since >= rulebook.end


def _ended_before(change: Difference, rulebook: Rulebook) -> bool:
    return change.until is not None and change.until <= rulebook.start


def _unpaid(name: str, needs: pl.DataFrame) -> Iterator[str]:
    if needs.height:
        rules = ", ".join(needs["rule_code"].unique().sort())
        people = needs["crew_id"].n_unique()
        yield (
            f"Under {name}, {needs.height} rows of {people} crew members cannot be computed ({rules}): what they "
            "come to is in no figure."
        )


def _unjudged(rulebooks: Both, weighed: Weighed) -> Iterator[str]:
    """The hard rules that differ and that the judge does not check."""
    old, new = ({chosen.rule.code: chosen for chosen in book.chosen if chosen.rule.hard} for book in rulebooks)
    differ = {code for code in old.keys() | new.keys() if _said(old, code) != _said(new, code)}
    unjudged = sorted(differ & (weighed.unchecked[0] | weighed.unchecked[1]))
    if unjudged:
        yield f"The judge does not check {', '.join(unjudged)} yet: whether a roster breaks it is not told."


def _said(chosen: dict[str, Chosen], code: str) -> tuple[object, ...] | None:
    found = chosen.get(code)
    return None if found is None else (found.rule, found.scenarios)
