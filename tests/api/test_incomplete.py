"""A flight whose delay has no cause on record: nobody's total passes as complete, and no claim about it is denied."""

from datetime import date

import polars as pl

from domain.clock import midnight
from domain.crew import Position
from services import paying, statements
from services.airlines import OPERATOR
from services.statements import Need
from store import flights
from store.flights import FLIGHTS
from store.ids import stable
from tests.api.conftest import World, fresh
from tests.api.month import LATE, MONTH, START, forgotten
from tests.api.questions import CLAIM, DECIDE, DISCREPANCIES, NEEDS, SUBMIT

__all__ = ["fresh"]
LATE_ONE = str(stable("flight", "YY", 1, "back"))
LONG_DELAY = "SAMPLE_Section_5.D_long_delay"


async def test_what_lacks_data_is_said_and_not_denied(fresh: World) -> None:
    crew, admin = await fresh.crew(fresh.yy, fresh.yy.captain), await fresh.admin(fresh.yy)
    whose = {"id": fresh.yy.employee(), "start": START}
    assert await crew.ask(NEEDS, **whose) == {"complete": True, "needsData": []}
    await _cause(fresh, None)

    found = await crew.ask(NEEDS, **whose)
    assert found == await admin.ask(NEEDS, **whose)
    assert found["complete"] is False
    (long_delay,) = [each for each in found["needsData"] if each["ruleCode"] == LONG_DELAY]
    flight = {"flightNumber": "YY11"}
    assert long_delay == {
        "ruleCode": LONG_DELAY, "rule": {"code": LONG_DELAY}, "flight": flight, "missing": "delay_code",
    }  # fmt: skip

    told = await statements.of(fresh.doors, OPERATOR, "YY", MONTH, fresh.yy.employee())
    assert Need(LONG_DELAY, "YY11", "delay_code") in told.needs

    premium = {"type": "MISSING_PREMIUM", "description": "We waited.", "claimed": "100.00", "flightIds": [LATE_ONE]}
    filed = await crew.ask(SUBMIT, claim={"periodStart": START, **premium})
    code, sentence = await admin.refused(DECIDE, number=filed["number"])
    assert code == "REFUSED"
    assert (
        f"cannot be decided: YY/SAMPLE_Section_5.C_controllable_delay needs delay_code, YY/{LONG_DELAY} needs"
        in sentence
    )
    assert (await admin.ask(CLAIM, number=filed["number"]))["status"] == "SUBMITTED"

    await _cause(fresh, "MX")
    assert (await crew.ask(NEEDS, **whose))["complete"] is True
    assert (await admin.ask(DECIDE, number=filed["number"]))["decision"] == "DENY", "it was paid"


async def test_a_claim_about_another_flight_is_decided_and_names_what_is_open(fresh: World) -> None:
    position = Position.FIRST_OFFICER
    crew, admin = await fresh.crew(fresh.yy, fresh.yy.crew[position]), await fresh.admin(fresh.yy)
    (unpaid,) = await crew.ask(DISCREPANCIES, start=START)
    asked = {
        "type": "MISSING_FLIGHT",
        "description": "I flew it.",
        "claimed": "9999.00",
        "flightIds": [forgotten("YY")],
    }
    filed = await crew.ask(SUBMIT, claim={"periodStart": START, **asked})
    await _cause(fresh, None)
    decided = await admin.ask(DECIDE, number=filed["number"])
    assert (decided["decision"], decided["approved"]) == ("PARTIAL_APPROVE", unpaid["difference"])
    assert f"Rule YY/{LONG_DELAY} could not be decided on 1 row(s): it needs delay_code." in decided["rationale"]


async def _cause(world: World, code: str | None) -> None:
    """Records this cause of the late flight's delay, and works out the month's pay."""
    out = midnight(date(2026, 11, 1), "America/New_York") + 480 + 240
    times = (out, out + 90, out + LATE, out + 90 + LATE)
    row = (LATE_ONE, "YY11", "BOS", "JFK", *times, "B738", "N101XP", code, False, False)
    async with world.doors.database.writing(OPERATOR) as session:
        frame = pl.DataFrame([row], schema=dict(FLIGHTS), orient="row")
        await flights.put_many(session, world.yy.id, frame)
    await paying.pay_month(world.doors, OPERATOR, "YY", MONTH)
