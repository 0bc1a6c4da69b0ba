"""The rules in force: listed, one in full, and the Rulebook compiled from them."""

from typing import Annotated

import typer

from cli import console
from cli.rules.words import Airline
from cli.running import with_doors
from domain.canonical import canonical
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule
from services import months, rulebooks, rules
from services.airlines import OPERATOR
from services.doors import Doors
from services.rules import RuleContext
from services.settings import settings


def listing(airline: Airline = "") -> None:
    """Lists the published rules: shared law and one airline's, or everybody's."""

    async def work(doors: Doors) -> tuple[int, RuleGraph]:
        return await rules.listed(doors, OPERATOR, airline or None)

    number, content = with_doors(work)
    console.say(f"Edition {number}, {len(content.rules)} rules")
    for rule in content.rules:
        console.say(f"{rule.key}: {rule.title}")
        console.say(f"    {_facts(rule)}")


def _facts(rule: Rule) -> str:
    """Its kind and family, whether it is hard, when it binds, and since when."""
    until = f" until {rule.expires}" if rule.expires else ""
    named = (rule.kind.value, rule.family or "text only", "hard" if rule.hard else "", rule.phase.value)
    return ", ".join((*filter(None, named), f"from {rule.effective}{until}"))


def show(code: Annotated[str, typer.Argument(help="The rule's code.")], airline: Airline = "") -> None:
    """Shows one rule: its clauses, scenarios, what it says, and what it displaces or is displaced by."""

    async def work(doors: Doors) -> RuleContext:
        return await rules.shown(doors, OPERATOR, code, airline or None)

    found = with_doors(work)
    rule = found.rule
    console.table(f"{rule.key}: {rule.title}", ("", ""), [*_around(found), *_versions(rule)])


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
) -> None:
    """Shows the Rulebook of a month: the rules chosen in order of evaluation, those dropped and why, and its hash."""
    start, end = months.parse(month) if month else months.current(settings())
    book: Rulebook = with_doors(lambda doors: rulebooks.in_force(doors, OPERATOR, airline, start, end))
    chosen = [
        (one.order, one.rule.key, one.rule.family, ", ".join(key.code for key in one.scenarios)) for one in book.chosen
    ]
    console.table(f"{airline}, {start} up to {end}", ("order", "rule", "family", "applies to"), chosen)
    dropped = [(one.rule, one.by, one.why) for one in book.dropped]
    if dropped:
        console.table("Dropped", ("rule", "by", "why"), dropped)
    console.say(book.hash)
