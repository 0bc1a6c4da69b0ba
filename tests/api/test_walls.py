"""Who sees what: nothing across airlines, crew their own only."""

import json
from dataclasses import replace

import pytest

from domain.crew import Position
from services.airlines import OPERATOR
from tests.api import questions
from tests.api.asking import Asker
from tests.api.conftest import World
from tests.api.month import START, forgotten
from tests.api.questions import (
    CLAIM,
    CLAIMS,
    CREW,
    DISCREPANCIES,
    OWED,
    RULE,
    RULES,
    STATEMENT,
    SUBMIT,
    SUMMARY,
    VERDICT,
)

LISTED = ["ME", "SUMMARY", "DISCREPANCIES", "OWED", "CLAIMS", "VERDICT", "RULEBOOK", "RULES", "SCENARIOS"]
NAMED = [("CREW", "employee"), ("STATEMENT", "employee"), ("RULE", "rule")]


@pytest.mark.parametrize("name", LISTED)
async def test_a_list_has_nothing_of_another_airline(world: World, name: str) -> None:
    question = getattr(questions, name)
    variables = {"start": START} if "$start" in question else {}
    mine, theirs = [await (await world.admin(each)).answer(question, **variables) for each in (world.xp, world.yy)]
    assert "errors" not in mine
    assert "errors" not in theirs
    assert not [trace for trace in (*world.xp.traces, '"XP"') if trace in json.dumps(theirs)]
    assert [trace for trace in (*world.xp.traces, '"XP"', '"PUBLIC"', "XP@", "@xp") if trace in json.dumps(mine)] or (
        name == "SUMMARY" and mine == theirs
    )


@pytest.mark.parametrize(("name", "kind"), NAMED)
async def test_what_is_asked_by_name_is_not_there_for_another_airline(world: World, name: str, kind: str) -> None:
    asked = {"employee": {"id": world.xp.employee()}, "rule": {"code": "XP/SAMPLE_Section_4.A"}}[kind]
    question = getattr(questions, name)
    variables = asked | ({"start": START} if "$start" in question else {})
    assert await (await world.admin(world.xp)).ask(question, **variables)
    code, sentence = await (await world.admin(world.yy)).refused(question, **variables)
    assert code == "NOT_FOUND"
    assert not [trace for trace in world.xp.traces - {world.xp.employee()} if trace in sentence]


async def test_a_claims_number_means_the_askers_own_claim(world: World) -> None:
    """Airlines number alike."""
    assert world.xp.claim == world.yy.claim
    for airline in (world.xp, world.yy):
        found = await (await world.admin(airline)).ask(CLAIM, number=airline.claim)
        assert found["crewMember"]["employeeId"] == airline.employee()


async def test_crew_see_their_own_pay_only(world: World) -> None:
    officer = world.xp.crew[Position.FIRST_OFFICER]
    asker = await world.crew(world.xp, officer)
    mine = await asker.ask(STATEMENT, id=world.xp.employee(Position.FIRST_OFFICER), start=START)
    assert mine["crewMember"]["position"] == "FIRST_OFFICER"
    assert all(line["rule"]["clause"] for line in mine["lines"])
    summary = await asker.ask(SUMMARY, start=START)
    assert (summary["crew"], summary["gross"]) == (1, mine["gross"])
    for question in (CREW, STATEMENT):
        variables = {"id": world.xp.employee()} | ({"start": START} if question is STATEMENT else {})
        assert (await asker.refused(question, **variables))[0] == "NOT_FOUND"


async def test_crew_see_no_difference_no_verdict_and_no_claim_that_is_not_theirs(world: World) -> None:
    for position, crew_id in world.xp.crew.items():
        asker = await world.crew(world.xp, crew_id)
        rows = [*await asker.ask(DISCREPANCIES, start=START), *await asker.ask(OWED, start=START)]
        assert [each["crewMember"]["employeeId"] for each in rows] == 2 * [world.xp.employee(position)]
        assert (await asker.refused(VERDICT, start=START))[0] == "NOT_FOUND"
    captain = await world.crew(world.xp, world.xp.captain)
    assert (await captain.ask(CLAIM, number=world.xp.claim))["number"] == world.xp.claim
    other = await world.crew(world.xp, world.xp.crew[Position.FLIGHT_ATTENDANT])
    assert (await other.refused(CLAIM, number=world.xp.claim))[0] == "NOT_FOUND"
    assert world.xp.claim not in [each["number"] for each in await other.ask(CLAIMS)]


async def test_a_flight_of_another_airline_is_not_opened_by_naming_it(world: World) -> None:
    """A claim may say anything; row security decides what is shown of it, to the platform's administrators too."""
    asker = await world.crew(world.yy, world.yy.crew[Position.FIRST_OFFICER])
    claim = {"periodStart": START, "type": "OTHER", "description": "Theirs.", "claimed": "1.00"}
    filed = await asker.ask(SUBMIT, claim=claim | {"flightIds": [forgotten("XP"), forgotten("YY")]})
    inside = Asker(world.doors, replace(OPERATOR, airline_id=world.yy.id))
    for who in (asker, await world.admin(world.yy), inside):
        assert (await who.ask(CLAIM, number=filed["number"]))["flights"] == [{"flightNumber": "YY10"}]


async def test_a_platform_administrator_sees_the_airline_of_the_token_and_no_other(world: World) -> None:
    assert (await Asker(world.doors, OPERATOR).refused(SUMMARY, start=START))[0] == "REFUSED"
    inside = Asker(world.doors, replace(OPERATOR, airline_id=world.yy.id))
    assert (await inside.ask(SUMMARY, start=START))["crew"] == 3
    assert {rule["owner"] for rule in await inside.ask(RULES)} == {"PUBLIC", "YY"}
    assert (await inside.refused(CREW, id=world.xp.employee()))[0] == "NOT_FOUND"
    assert (await inside.ask(RULE, code="SAMPLE_Section_4.A"))["owner"] == "YY"
    assert (await inside.ask(CLAIM, number=world.yy.claim))["crewMember"]["employeeId"] == world.yy.employee()
