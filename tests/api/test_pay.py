"""What is owed, as an airline's administrator asks for it."""

from datetime import date
from decimal import Decimal

from domain.crew import Position
from services.airlines import OPERATOR
from store import periods
from tests.api.conftest import World
from tests.api.month import DAYS, LATE, POSITIONS, START
from tests.api.questions import CREW, DISCREPANCIES, OWED, RULEBOOK, STATEMENT, SUMMARY


async def test_a_crew_member_has_an_opened_name(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(CREW, id=world.xp.employee())
    assert found == {"employeeId": "XP0001", "name": "Ada XP-CAPTAIN", "position": "CAPTAIN", "base": "JFK"}


async def test_a_statement_names_the_rule_the_clause_and_the_flight_of_each_line(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(STATEMENT, id=world.xp.employee(), start=START)
    lines = found["lines"]
    assert sum(Decimal(line["amount"]) for line in lines) == Decimal(found["gross"]) > 0
    assert sum(line["creditMinutes"] for line in lines) == found["creditMinutes"]
    assert {line["rule"]["servedFrom"] for line in lines} == {"GRAPH"}
    assert all(line["rule"]["clause"]["text"] and line["rule"]["scenarios"] for line in lines)
    flown = [line for line in lines if line["component"] == "flight_pay" and line["flight"]]
    assert len(flown) == 2 * DAYS
    assert {(line["unit"], line["length"], line["credit"]) for line in flown} == {("MINUTES", "1:30", "1:30")}
    assert found["period"] == {"start": START, "end": "2026-11-30", "payDate": "2026-12-01"}


async def test_a_statement_adds_up_by_month_trip_duty_and_leg(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(STATEMENT, id=world.xp.employee(), start=START)
    levels = found["levels"]
    of = {name: [each for each in levels if each["level"] == name] for name in ("MONTH", "TRIP", "DUTY", "LEG")}
    assert [each["amount"] for each in of["MONTH"]] == [found["gross"]]
    assert len(of["LEG"]) == 2 * DAYS == len([each for each in of["LEG"] if each["flight"]["flightNumber"]])
    for coarse, fine, key in (("TRIP", "DUTY", "tripId"), ("DUTY", "LEG", "dutyId")):
        for one in of[coarse]:
            below = [each for each in of[fine] if each[key] == one[key]]
            assert Decimal(one["amount"]) == Decimal(one["own"]) + sum(Decimal(each["amount"]) for each in below)
            assert one["creditMinutes"] == one["ownCreditMinutes"] + sum(each["creditMinutes"] for each in below)
    assert sum(Decimal(each["own"]) for each in levels) == Decimal(found["gross"])


async def test_a_line_tells_what_its_rule_displaces(world: World) -> None:
    """A delay of more than three hours is paid under 5.D, which stands in place of 5.C."""
    asker = await world.admin(world.xp)
    found = await asker.ask(STATEMENT, id=world.xp.employee(), start=START)
    (delay,) = [line for line in found["lines"] if line["component"] == "delay_pay"]
    assert delay["length"] == f"{LATE // 60}:{LATE % 60:02}"
    assert delay["rule"]["code"] == "SAMPLE_Section_5.D_long_delay"
    assert [other["code"] for other in delay["rule"]["overrides"]] == ["SAMPLE_Section_5.C_controllable_delay"]
    assert delay["rule"]["overriddenBy"] == []


async def test_the_summary_is_the_sum_of_the_statements(world: World) -> None:
    asker = await world.admin(world.xp)
    summary = await asker.ask(SUMMARY, start=START)
    people = [await asker.ask(STATEMENT, id=world.xp.employee(each), start=START) for each in POSITIONS]
    lines = [line for each in people for line in each["lines"]]
    assert summary["crew"] == len(people)
    assert Decimal(summary["gross"]) == sum(Decimal(each["gross"]) for each in people)
    assert summary["creditMinutes"] == sum(each["creditMinutes"] for each in people)
    for part in summary["byComponent"]:
        inside = [line for line in lines if line["component"] == part["component"]]
        assert part["lines"] == len(inside)
        assert Decimal(part["amount"]) == sum(Decimal(line["amount"]) for line in inside)
        assert part["creditMinutes"] == sum(line["creditMinutes"] for line in inside)
    assert len({part["component"] for part in summary["byComponent"]}) == len({line["component"] for line in lines})


async def test_a_month_that_was_not_run_comes_to_nothing(world: World) -> None:
    async with world.doors.database.writing(OPERATOR) as session:
        await periods.ensure(session, world.xp.id, date(2031, 1, 1), date(2031, 1, 31))
    summary = await (await world.admin(world.xp)).ask(SUMMARY, start="2031-01-01")
    assert (summary["crew"], summary["creditMinutes"], summary["byComponent"]) == (0, 0, [])
    assert Decimal(summary["gross"]) == 0


async def test_what_was_not_posted_is_a_discrepancy_and_owed(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(DISCREPANCIES, start=START)
    assert {each["crewMember"]["id"] for each in found} == {str(each) for each in world.xp.crew.values()}
    for row in found:
        assert (row["type"], row["component"], row["flight"]["flightNumber"]) == (
            "MISSING_FLIGHT",
            "flight_pay",
            "XP10",
        )
        assert Decimal(row["expected"]) - Decimal(row["actual"]) == Decimal(row["difference"]) > 0
    assert len({row["group"] for row in found}) == 1
    owed = await asker.ask(OWED, start=START)
    assert [(each["crewMember"]["employeeId"], each["amount"], each["discrepancies"]) for each in owed] == sorted(
        ((row["crewMember"]["employeeId"], row["difference"], 1) for row in found), key=lambda row: -Decimal(row[1])
    )


async def test_discrepancies_are_asked_for_by_where_they_stand(world: World) -> None:
    asker = await world.admin(world.xp)
    assert len(await asker.ask(DISCREPANCIES, start=START, status="OPEN")) == 3
    assert await asker.ask(DISCREPANCIES, start=START, status="INVESTIGATING") == []


async def test_a_statement_was_worked_out_with_the_rulebook_in_force(world: World) -> None:
    asker = await world.admin(world.xp)
    statement = await asker.ask(STATEMENT, id=world.xp.employee(Position.FIRST_OFFICER), start=START)
    assert (await asker.ask(RULEBOOK, start=START))["hash"] == statement["rulebookHash"]


async def test_what_is_not_there_is_said(world: World) -> None:
    asker = await world.admin(world.xp)
    assert await asker.refused(STATEMENT, id="XP9999", start=START) == (
        "NOT_FOUND",
        "There is no crew member XP9999 here (or it is not yours to see).",
    )
    code, sentence = await asker.refused(SUMMARY, start="2026-10-01")
    assert (code, "2026-10-01" in sentence) == ("NOT_FOUND", True)
    code, sentence = await asker.refused(SUMMARY, start="2026-11-02")
    assert (code, "first day of a month" in sentence) == ("BAD_INPUT", True)
