"""Claims, filed and decided over the API."""

from domain.crew import Position
from tests.api.conftest import World
from tests.api.month import START, forgotten
from tests.api.questions import CLAIM, CLAIMS, DECIDE, DISCREPANCIES, SUBMIT

ASKED = {"periodStart": START, "type": "MISSING_FLIGHT", "description": "I flew it.", "claimed": "322.50"}


async def test_a_claim_is_filed_by_crew_and_decided_by_an_administrator(world: World) -> None:
    position = Position.FLIGHT_ATTENDANT
    asker, admin = await world.crew(world.yy, world.yy.crew[position]), await world.admin(world.yy)
    (unpaid,) = await asker.ask(DISCREPANCIES, start=START)
    flights = [forgotten("YY")]
    filed = await asker.ask(SUBMIT, claim=ASKED | {"flightIds": flights, "claimed": unpaid["difference"]})
    assert filed["status"] == "SUBMITTED"
    assert filed["flights"] == [unpaid["flight"]]
    assert (await asker.refused(DECIDE, number=filed["number"]))[0] in {"REFUSED", "NOT_FOUND"}
    decided = await admin.ask(DECIDE, number=filed["number"])
    assert (decided["number"], decided["status"], decided["decision"]) == (filed["number"], "APPROVED", "APPROVE")
    assert decided["approved"] == unpaid["difference"]
    assert decided["rationale"]
    seen = await asker.ask(CLAIM, number=filed["number"])
    assert seen == await admin.ask(CLAIM, number=filed["number"])
    assert (seen["rationale"], seen["crewMember"]["employeeId"]) == (decided["rationale"], world.yy.employee(position))
    assert (await admin.refused(DECIDE, number=filed["number"]))[0] == "REFUSED"


async def test_claims_are_listed_by_status_and_numbered_without_a_gap(world: World) -> None:
    asker = await world.crew(world.xp, world.xp.crew[Position.FIRST_OFFICER])
    first = await asker.ask(SUBMIT, claim=ASKED)
    second = await asker.ask(SUBMIT, claim=ASKED)
    assert int(second["number"][-4:]) == int(first["number"][-4:]) + 1
    found = [each["number"] for each in await asker.ask(CLAIMS, status=["SUBMITTED"])]
    assert found == [second["number"], first["number"]]
    assert await asker.ask(CLAIMS, status=["PAID", "DENIED"]) == []


async def test_an_administrator_does_not_decide_another_airlines_claim(world: World) -> None:
    """The number is known in both airlines, and the own claim is meant."""
    before = await (await world.admin(world.xp)).ask(CLAIM, number=world.xp.claim)
    await (await world.admin(world.yy)).ask(DECIDE, number=world.xp.claim)
    assert await (await world.admin(world.xp)).ask(CLAIM, number=world.xp.claim) == before
    assert before["status"] == "SUBMITTED"


async def test_what_is_no_claim_is_refused_with_a_sentence(world: World) -> None:
    asker = await world.crew(world.xp, world.xp.captain)
    cases = [
        ({"claimed": "12.345"}, "finer than the minor unit"),
        ({"claimed": "a lot"}, "no amount"),
        ({"claimed": "NaN"}, "no amount"),
        ({"claimed": "0"}, "above zero"),
        ({"description": " "}, "description"),
    ]
    for other, expect in cases:
        code, sentence = await asker.refused(SUBMIT, claim=ASKED | other)
        assert (code, expect in sentence) == ("BAD_INPUT", True), sentence
