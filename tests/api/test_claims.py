"""Claims, filed and decided over the API."""

from decimal import Decimal

from domain.crew import Position
from store.ids import stable
from tests.api.conftest import World
from tests.api.month import START
from tests.api.questions import CLAIM, CLAIMS, DECIDE, DISCREPANCIES, SUBMIT

ASKED = {"periodStart": START, "type": "MISSING_FLIGHT", "description": "I flew it.", "claimed": "322.50"}


async def test_a_claim_is_filed_by_crew_and_decided_by_an_administrator(world: World) -> None:
    admin = await world.admin(world.yy)
    (unpaid,) = await admin.ask(DISCREPANCIES, start=START)
    who = next(each for each in world.yy.crew.values() if str(each) == unpaid["crewMember"]["id"])
    flight = str(next(each for each in flights("YY") if flight_number(each) == unpaid["flight"]["flightNumber"])[0])
    asker = await world.crew(world.yy, who)
    filed = await asker.ask(SUBMIT, claim=ASKED | {"flightIds": [flight], "claimed": unpaid["difference"]})
    assert filed["status"] == "SUBMITTED"
    assert filed["flights"] == [unpaid["flight"]]
    assert (await asker.refused(DECIDE, number=filed["number"]))[0] in {"REFUSED", "NOT_FOUND"}
    decided = await admin.ask(DECIDE, number=filed["number"])
    assert decided["number"] == filed["number"]
    assert decided["decision"] == "APPROVE"
    assert Decimal(decided["approved"]) == Decimal(unpaid["difference"])
    assert await asker.ask(CLAIM, number=filed["number"]) == await admin.ask(CLAIM, number=filed["number"])
    assert decided["rationale"] == (await asker.ask(CLAIM, number=filed["number"]))["rationale"] != ""


def flights(code: str) -> list[tuple[object, int, str]]:
    """Id, day and way of the month's flights."""
    return [(stable("flight", code, day, way), day, way) for day in range(1, 10) for way in ("out", "back")]


def flight_number(flight: tuple[object, int, str]) -> str:
    """The number that ``month`` gives it."""
    return f"YY{10 * flight[1] + (flight[2] == 'back')}"


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
