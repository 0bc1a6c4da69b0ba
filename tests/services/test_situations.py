"""Which situation it is: decided from facts under the published scenarios, suggested from words."""

from datetime import date

import pytest

from domain.errors import InputError, NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Former, Key
from services import publishing, situations
from services.airlines import OPERATOR
from services.doors import Doors
from services.situations import matched, suggest_scenarios
from store.database import WriteSession

LATE, LONG = Key(PUBLIC, "delayed_flight_controllable"), Key(PUBLIC, "long_delay_controllable")
FACTS = {"delay_minutes": 145, "delay_code": "MX"}


async def test_what_holds_and_why_and_what_fails_by_how_much(ruled: Doors) -> None:
    number, found = await matched(ruled, OPERATOR, "XP", FACTS, Grain.LEG)
    assert number == 1
    holds = [answer.scenario for answer in found.holds]
    assert holds.index(LATE) < holds.index(Key(PUBLIC, "delayed_flight")) < holds.index(Key(PUBLIC, "any_flight"))
    (late,) = [answer for answer in found.holds if answer.scenario == LATE]
    assert ("delay_minutes >= 60", (("delay_minutes", 145),)) in [(why.condition, why.values) for why in late.why]
    (long,) = [answer for answer in found.fails if answer.scenario == LONG]
    assert (long.outcome.failed, long.outcome.short_by) == ("delay_minutes >= 180", 35)
    assert Key(PUBLIC, "cancelled_flight") in [answer.scenario for answer in found.needs_data]


async def test_a_scenario_is_asked_as_it_is_on_the_day(ruled: Doors) -> None:
    turn = date(2026, 12, 1)

    async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        changed = [
            one.model_copy(update={"earlier": (Former(until=turn, condition="delay_minutes >= 200"),)})
            if one.key == LATE
            else one
            for one in before.scenarios
        ]
        return before.model_copy(update={"scenarios": tuple(changed)})

    await publishing.publish(ruled, OPERATOR, "an hour in place of 200 minutes", change)
    for day, holds in ((date(2026, 11, 30), False), (turn, True), (None, True)):
        _, found = await matched(ruled, OPERATOR, "XP", FACTS, Grain.LEG, day)
        assert (LATE in [answer.scenario for answer in found.holds]) is holds, day


@pytest.mark.parametrize(
    ("facts", "grain", "says"),
    [
        ({"delay_minute": 1}, Grain.LEG, "There is no fact delay_minute"),
        ({"delay_minutes": 1}, Grain.DUTY, "delay_minutes is a fact of a leg"),
        ({"delay_minutes": "long"}, Grain.LEG, "delay_minutes"),
    ],
)
async def test_a_fact_that_such_a_row_cannot_have_is_refused(
    facts: dict[str, object], grain: Grain, says: str, ruled: Doors
) -> None:
    with pytest.raises(InputError, match=says):
        await matched(ruled, OPERATOR, "XP", facts, grain)


async def test_words_are_suggested_scenarios_for(ruled: Doors) -> None:
    found = await suggest_scenarios(ruled, OPERATOR, "my late flight was held for a mechanic", "XP")
    assert found[0].scenario.code == "delayed_by_maintenance"
    with pytest.raises(NotFoundError, match="no airline QQ"):
        await situations.suggest_scenarios(ruled, OPERATOR, "late", "QQ")
