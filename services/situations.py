"""Which situation is it? Decided from the facts of one flight or duty; for words of people, only suggested."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.claims import Claims
from domain.dated import throughout
from domain.hierarchy import drawn
from domain.matching import Match, match
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC
from graph.suggestions import Suggestion, suggested
from services import airlines, months, rules
from services.doors import Doors

__all__ = ["Match", "Suggestion", "matched", "suggest_scenarios"]


async def suggest_scenarios(doors: Doors, claims: Claims, text: str, airline: str | None = None) -> list[Suggestion]:
    """Scenarios that a text may mean, best first, for people to choose from: it decides nothing."""
    if airline is not None:
        await airlines.find(doors, claims, airline)
    return await suggested(doors.graph, text, airline or PUBLIC)


async def matched(
    doors: Doors, claims: Claims, airline: str, facts: Mapping[str, object], grain: Grain, on: date | None = None
) -> tuple[int, Match]:
    """The newest edition's number, and what its scenarios say of one row of facts on a day (today).

    ``InputError`` for a fact that such a row cannot have.
    """
    number, content = await rules.listed(doors, claims, airline)
    day = on or months.today(doors.settings)
    then = throughout(content, day, day + timedelta(days=1))
    return number, match(facts, grain, then.scenarios, drawn(then.edges))
