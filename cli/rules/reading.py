"""The rules in force: listed, one in full, and the Rulebook compiled from them."""

from datetime import date, timedelta
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.when import AsOf, Edition, KnownAt, day, known
from cli.rules.words import Airline
from cli.running import with_doors
from domain.canonical import canonical
from domain.errors import InputError
from domain.rulebook import Rulebook
from domain.rules.rule import Rule
from services import months, past, rulebooks, rules
from services.doors import Doors
from services.months import Month
from services.rules import RuleContext
from services.settings import settings


def listing(airline: Airline = "", as_of: AsOf = None, known_at: KnownAt = "", edition: Edition = None) -> None:
    """Lists the published rules: shared law and one airline's, or everybody's; with a day, those in force on it."""
    asked, on = known(edition, known_at), day(as_of)
    number, content = with_doors(lambda doors: past.listed(doors, actor(doors), airline or None, asked))
    found = [rule for rule in content.rules if on is None or past.in_force(rule, on)]
    console.say(f"Edition {number}, {len(found)} rules")
    for rule in found:
        console.say(f"{rule.key}: {rule.title}")
        console.say(f"    {_facts(rule)}")


def _facts(rule: Rule) -> str:
    """Its kind and family, whether it is hard, when it binds, and since when."""
    until = f" until {rule.expires}" if rule.expires else ""
    named = (rule.kind.value, rule.family or "text only", "hard" if rule.hard else "", rule.phase.value)
    return ", ".join((*filter(None, named), f"from {rule.effective}{until}"))


def show(
    code: Annotated[str, typer.Argument(help="The rule's code.")],
    airline: Airline = "",
    as_of: AsOf = None,
    known_at: KnownAt = "",
    edition: Edition = None,
) -> None:
    """Shows one rule: its clauses, scenarios, what it says, and what it displaces or is displaced by."""
    asked, on = known(edition, known_at), day(as_of)

    async def work(doors: Doors) -> RuleContext:
        if asked.newest and on is None:
            return await rules.shown(doors, actor(doors), code, airline or None)
        return await past.shown(doors, actor(doors), code, airline or None, on, asked)

    found = with_doors(work)
    rule, said = found.rule, _versions(found.rule)
    console.table(f"{rule.key}: {rule.title}", ("", ""), [*_around(found), *(said[-1:] if on else said)])


def _around(found: RuleContext) -> list[tuple[str, object]]:
    rule = found.rule
    lines: list[tuple[str, object]] = [
        ("text", rule.text),
        ("for", ", ".join(rule.positions)),
        ("is", _facts(rule)),
    ]
    lines += [("cites", f"{clause.citation}: {clause.text}") for clause in found.clauses]
    lines += [("applies to", f"{item.key}: {item.condition}") for item in found.scenarios]
    lines += [("overrides", key) for key in found.overrides]
    lines += [("overridden by", key) for key in found.overridden_by]
    return lines + [("conflicts with", f"{each.rule}, settled by {each.method}") for each in found.conflicts]


def _versions(rule: Rule) -> list[tuple[str, object]]:
    return [(f"since {version.since}", canonical(version.spec)) for version in rule.versions]


def rulebook(
    airline: Annotated[str, typer.Option("--airline", help="The airline's code.")],
    month: Annotated[str, typer.Option(help="The month, as 2026-11; else the current one.")] = "",
    as_of: AsOf = None,
    known_at: KnownAt = "",
    edition: Edition = None,
) -> None:
    """Shows the Rulebook of a month or day: the rules in order of evaluation, those dropped and why, its hash."""
    asked, (start, end) = known(edition, known_at), _period(month, day(as_of))

    async def work(doors: Doors) -> Rulebook:
        if asked.newest and as_of is None:
            return await rulebooks.in_force(doors, actor(doors), airline, start, end)
        return (await past.rulebook(doors, actor(doors), airline, start, end, asked))[1]

    book = with_doors(work)
    chosen = [
        (one.order, one.rule.key, one.rule.family, ", ".join(key.code for key in one.scenarios)) for one in book.chosen
    ]
    console.table(f"{airline}, {start} up to {end}", ("order", "rule", "family", "applies to"), chosen)
    dropped = [(one.rule, one.by, one.why) for one in book.dropped]
    if dropped:
        console.table("Dropped", ("rule", "by", "why"), dropped)
    console.say(book.hash)


def _period(month: str, on: date | None) -> Month:
    if on is None:
        return months.parse(month) if month else months.current(settings())
    if month:
        raise InputError("Say either the month or the day (--as-of), not both.")
    return on, on + timedelta(days=1)


def diff(
    first: Annotated[int | None, typer.Argument(help="An edition; else the one before the other.")] = None,
    second: Annotated[int | None, typer.Argument(help="A later edition; else the newest.")] = None,
    airline: Airline = "",
) -> None:
    """Shows what one edition says otherwise than another: of shared law and one airline's rules, or of everybody's."""
    found = with_doors(lambda doors: past.compared(doors, actor(doors), airline or None, first, second))
    count = len(found.differences)
    console.say(f"Edition {found.before} -> {found.after}: {count} difference{'' if count == 1 else 's'}")
    for each in found.differences:
        console.say(f"  {each.told}")
