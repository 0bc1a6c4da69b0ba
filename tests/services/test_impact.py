"""Impact before publishing, on a real month: what pay and rosters would become."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from domain.claims import Claims
from domain.errors import ConflictError, CrewlexError, InputError, NotFoundError, RefusedError
from domain.frames import DAYS
from domain.rulegraph import EdgeKind
from domain.rules.rule import PUBLIC
from services import (
    airlines,
    approving,
    candidates,
    changesets,
    consequences,
    drafting,
    editing,
    impact,
    months,
    paying,
    publishing,
    weighing,
)
from services.airlines import OPERATOR
from services.candidates import Candidate
from services.consequences import Impact
from services.doors import Doors
from store import absences, crew
from tests.changing import approved, publish
from tests.fixtures_store import admin, member, service
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]

OVERTIME, GUARANTEE, CREDIT = "SAMPLE_Section_4.B", "SAMPLE_Section_4.A", "SAMPLE_Section_3.B"
RIG, DIEM, REST = "SAMPLE_Section_3.C", "SAMPLE_Section_6.A", "14CFR117.25(e)"


async def weighed(doors: Doors, owner: str, *values: tuple[str, str, object]) -> tuple[Impact, Candidate]:
    """The impact of setting values of rules, on the month; the draft is dropped again."""
    for rule, path, value in values:
        await editing.set_value(doors, OPERATOR, owner, rule, path, value)  # type: ignore[arg-type]
    try:
        candidate = await candidates.of_draft(doors, OPERATOR, owner)
        return await impact.of(doors, OPERATOR, CARRIER, MONTH, candidate), candidate
    finally:
        await drafting.discard(doors, OPERATOR, owner)


def adds_up(found: Impact) -> bool:
    """The law of every impact: rows, people and groups come to one total."""
    groups = found.spread.group_by("dimension").agg(pl.col("delta").sum())["delta"].to_list()
    return {found.rows["delta"].sum(), found.crew["delta"].sum(), *groups} == {found.total}


async def test_a_rate_that_rises_shows_with_whom_and_by_which_rule(worked: Worked) -> None:
    found, _ = await weighed(worked.doors, CARRIER, (DIEM, "per_hour", "3.25"))
    assert found.gross[0] == worked.paid.gross, "the baseline is what was paid"
    assert set(found.rows["rule_code"]) == {DIEM}
    assert found.total > 0
    assert adds_up(found)
    (everybody,) = found.spread.filter(dimension="all").to_dicts()
    assert (everybody["crew"], everybody["gainers"]) == (worked.loaded.crew, found.crew.height)
    assert everybody["losers"] == everybody["undecided"] == 0
    assert found.changes == (f"{CARRIER}/{DIEM}: per_hour 2.25 -> 3.25",)
    assert found.duties.is_empty()


async def test_what_is_weighed_is_what_paying_by_it_comes_to(worked: Worked) -> None:
    """Once it is published the month's gross is the one foretold, and the other way round."""
    foretold, _ = await weighed(worked.doors, CARRIER, (OVERTIME, "threshold", "10:00"), (RIG, "per", 3))
    for rule, path, value in ((OVERTIME, "threshold", "10:00"), (RIG, "per", 3)):
        await editing.set_value(worked.doors, OPERATOR, CARRIER, rule, path, value)
    number = await publish(worked.doors, OPERATOR, CARRIER)
    after = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="by the new rules")
    assert (after.gross, after.rulebook) == (foretold.gross[1], foretold.candidate.rulebook)
    back = await candidates.of_edition(worked.doors, OPERATOR, CARRIER, number - 1)
    undone = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, back)
    assert undone.total == -foretold.total
    set_again = await candidates.of_edition(worked.doors, OPERATOR, CARRIER, number)
    forth = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, set_again, number - 1)
    assert (forth.gross, forth.rows.rows()) == (foretold.gross, foretold.rows.rows())


async def test_an_edition_against_itself_changes_nothing(worked: Worked) -> None:
    newest, _ = await publishing.published(worked.doors)
    candidate = await candidates.of_edition(worked.doors, OPERATOR, CARRIER, newest)
    found = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, candidate)
    assert (found.empty, found.total, found.changes) == (True, 0, ())
    assert found.baseline.rulebook == found.candidate.rulebook
    assert set(found.spread["unchanged"] - found.spread["crew"]) == {0}


async def test_a_longer_rest_makes_planned_duties_illegal(worked: Worked) -> None:
    found, _ = await weighed(worked.doors, PUBLIC, (REST, "minutes", "20:00"))
    assert (found.total, found.rows.height, found.crew.height) == (0, 0, 0)
    assert set(found.duties["rule"]) == {REST}
    worse = found.duties.filter(turn="ILLEGAL")
    assert worse.height > 0
    assert worse.filter(duty_before="LEGAL").height > 0
    assert worse["after"].str.contains("20:00").all()
    assert worse["flights"].str.contains(CARRIER).all()
    assert not found.empty


async def test_a_rule_that_can_be_computed_no_more_is_told_and_is_no_silent_zero(worked: Worked) -> None:
    """Whether a leg was diverted is not on record: all that hangs on its credit is open with it."""
    found, _ = await weighed(worked.doors, CARRIER, (CREDIT, "condition", "diverted = FALSE"))
    assert found.opened["opened"].sum() > 0
    assert found.opened["missing"].str.contains("diverted").any()
    undecided = found.spread.filter(dimension="all")["undecided"][0]
    assert undecided == found.opened["crew_id"].n_unique() > 0
    assert 0 not in found.rows.filter(rule_code=CREDIT)["open_after"]
    assert any(said.startswith("Under the candidate, ") and "is in no figure" in said for said in found.warnings)
    assert set(found.opened["crew_id"]) <= set(found.crew["crew_id"])
    assert adds_up(found)


async def test_a_change_of_what_cannot_be_computed_before_and_after_is_no_silent_zero(worked: Worked) -> None:
    """Credit is open for everybody: nobody can say what another percentage of overtime comes to."""
    await editing.set_value(worked.doors, OPERATOR, CARRIER, CREDIT, "condition", "diverted = FALSE")
    await publish(worked.doors, OPERATOR, CARRIER)
    found, _ = await weighed(worked.doors, CARRIER, (OVERTIME, "percent", 300))
    certain, _ = await weighed(worked.doors, CARRIER, (DIEM, "per_hour", "9.00"))
    await editing.set_value(worked.doors, OPERATOR, CARRIER, CREDIT, "condition", None)
    await publish(worked.doors, OPERATOR, CARRIER)
    (told,) = found.spread.filter(dimension="all").to_dicts()
    assert (found.total, told["undecided"], told["unchanged"]) == (
        0,
        found.crew.height,
        told["crew"] - told["undecided"],
    )
    assert told["undecided"] > 0
    assert OVERTIME in set(found.opened.filter(pl.col("still") > 0)["rule_code"])
    (sure,) = certain.spread.filter(dimension="all").to_dicts()
    assert (sure["undecided"], sure["gainers"] > 0) == (0, True)


async def test_equal_content_has_equal_bytes_and_one_name(worked: Worked) -> None:
    edits = ((GUARANTEE, "minutes", "90:00"), (OVERTIME, "percent", 75))
    await editing.set_value(worked.doors, OPERATOR, CARRIER, *edits[0])
    await editing.set_value(worked.doors, OPERATOR, CARRIER, *edits[1])
    candidate = await candidates.of_draft(worked.doors, OPERATOR, CARRIER)
    one, other = [await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, candidate) for _ in range(2)]
    await drafting.discard(worked.doors, OPERATOR, CARRIER)
    assert (one.text, one.hash) == (other.text, other.hash)
    name = await impact.keep(worked.doors, OPERATOR, one, candidate)
    assert await impact.keep(worked.doors, OPERATOR, other, candidate) == name
    again = await impact.shown(worked.doors, OPERATOR, name)
    assert again.text == one.text
    assert_frame_equal(again.rows, one.rows)
    assert consequences.read(one.text).hash == one.hash


async def test_administrators_of_the_airline_look_at_it_and_crew_do_not(worked: Worked) -> None:
    found, candidate = await weighed(worked.doors, CARRIER, (OVERTIME, "percent", 80))
    own = worked.loaded.airline_id
    name = await impact.keep(worked.doors, OPERATOR, found, candidate)
    assert (await impact.shown(worked.doors, admin(own), name)).hash == found.hash
    assert (await impact.of(worked.doors, admin(own), CARRIER, MONTH, candidate)).hash == found.hash
    for claims in (member(own), admin(OPERATOR.sub)):
        with pytest.raises(NotFoundError, match=f"There is no impact {name} here"):
            await impact.shown(worked.doors, claims, name)
    for claims in (member(own), service(own)):
        with pytest.raises(RefusedError, match="may not edit rules"):
            await impact.of(worked.doors, claims, CARRIER, MONTH, candidate)


async def test_a_change_set_is_weighed_as_it_was_written(worked: Worked) -> None:
    await editing.set_value(worked.doors, OPERATOR, CARRIER, DIEM, "per_hour", "4.00")
    change = await approved(worked.doors, OPERATOR, CARRIER, effective=date(2027, 1, 1))
    written = await candidates.of_change_set(worked.doors, OPERATOR, change.name)
    found = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, written)
    assert (found.empty, found.candidate.name) == (True, change.name)
    assert found.changes == (f"{CARRIER}/{DIEM}: per_hour 2.25 -> 4.00 from 2027-01-01 on",)
    assert found.warnings[0].startswith("One change holds only outside this month")
    always = await candidates.of_change_set(worked.doors, OPERATOR, change.name, always=True)
    as_if = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, always)
    assert as_if.total > 0
    assert as_if.candidate.name == f"{change.name} as if it had always held"
    await drafting.reopen(worked.doors, OPERATOR, changesets.number_of(change.name))
    await drafting.discard(worked.doors, OPERATOR, CARRIER)


async def test_a_published_change_set_is_held_against_the_edition_before_it(worked: Worked) -> None:
    await editing.set_value(worked.doors, OPERATOR, CARRIER, DIEM, "per_hour", "2.50")
    change = await approved(worked.doors, OPERATOR, CARRIER)
    unpublished = await impact.of(
        worked.doors, OPERATOR, CARRIER, MONTH, await candidates.of_change_set(worked.doors, OPERATOR, change.name)
    )
    number = await approving.publish(worked.doors, OPERATOR, change.number)
    candidate = await candidates.of_change_set(worked.doors, OPERATOR, change.name)
    found = await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, candidate)
    assert (found.baseline.edition, found.candidate.edition) == (number - 1, number)
    assert (found.rows.rows(), found.total) == (unpublished.rows.rows(), unpublished.total)


async def test_rules_that_do_not_settle_are_told_as_they_are(worked: Worked) -> None:
    winner, loser = "SAMPLE_Section_5.D_long_delay", "SAMPLE_Section_5.C_controllable_delay"
    await editing.disconnect(worked.doors, OPERATOR, CARRIER, winner, EdgeKind.OVERRIDES, loser)
    candidate = await candidates.of_draft(worked.doors, OPERATOR, CARRIER)
    with pytest.raises(ConflictError, match=r"5\.C.*5\.D|5\.D.*5\.C"):
        await impact.of(worked.doors, OPERATOR, CARRIER, MONTH, candidate)
    await drafting.discard(worked.doors, OPERATOR, CARRIER)


@pytest.mark.parametrize(
    ("owner", "values"),
    [
        pytest.param(CARRIER, [(OVERTIME, "percent", 90), (CREDIT, "minimum", "1:30")], id="pay"),
        pytest.param(PUBLIC, [(REST, "minutes", "14:00")], id="law"),
        pytest.param(PUBLIC, [(REST, "title", "Rest")], id="neither"),
    ],
)
async def test_what_is_worked_out_once_comes_out_as_if_it_were_twice(
    worked: Worked, monkeypatch: pytest.MonkeyPatch, owner: str, values: list[tuple[str, str, object]]
) -> None:
    short, _ = await weighed(worked.doors, owner, *values)
    with monkeypatch.context() as patch:
        for name in ("same_pay", "same_law"):
            patch.setattr(weighing, name, lambda _, __: False)
        whole, _ = await weighed(worked.doors, owner, *values)
    assert {name: getattr(short, name).rows() for name in consequences.FRAMES} == {
        name: getattr(whole, name).rows() for name in consequences.FRAMES
    }


WRONG: dict[str, tuple[str, Claims, str, type[CrewlexError], str]] = {
    "a month without crew": ("1950-05", OPERATOR, CARRIER, NotFoundError, "no crew in 1950-05"),
    "an airline that is not there": ("2026-12", OPERATOR, "QQ", NotFoundError, "There is no airline QQ here"),
}


@pytest.mark.parametrize(("month", "claims", "airline", "error", "why"), WRONG.values(), ids=WRONG)
async def test_what_cannot_be_weighed_is_told(
    worked: Worked, month: str, claims: Claims, airline: str, error: type[CrewlexError], why: str
) -> None:
    candidate = await candidates.of_edition(worked.doors, OPERATOR, CARRIER, 1)
    with pytest.raises(error, match=why):
        await impact.of(worked.doors, claims, airline, months.parse(month), candidate)


async def test_a_month_without_duties_says_so(worked: Worked) -> None:
    candidate = await candidates.of_edition(worked.doors, OPERATOR, CARRIER, 1)
    found = await impact.of(worked.doors, OPERATOR, CARRIER, months.parse("2026-05"), candidate)
    assert any(said.startswith("Nobody has a duty in this month") for said in found.warnings)


async def test_what_is_no_name_and_no_draft_is_told(worked: Worked) -> None:
    with pytest.raises(InputError, match="write it as IM-3"):
        await impact.shown(worked.doors, OPERATOR, "CS-3")
    with pytest.raises(NotFoundError, match=f"You have no draft for {CARRIER}"):
        await candidates.of_draft(worked.doors, OPERATOR, CARRIER)


async def test_what_the_record_knows_beside_flights_is_weighed_as_it_is_paid(worked: Worked) -> None:
    """Unpaid days take their share off the guarantee: of what is paid, and of what a higher guarantee would pay."""
    doors = worked.doors
    airline = await airlines.find(doors, OPERATOR, CARRIER)
    whole = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, reason="all paid")
    async with doors.database.writing(OPERATOR) as session:
        people = await crew.on_books(session, airline.id, date(2026, 12, 1), date(2026, 12, 31))
        days = [(str(people[0]), date(2026, 12, day), "UNPAID") for day in range(1, 32)]
        await absences.put_days(session, airline.id, pl.DataFrame(days, dict(DAYS), orient="row"))
    paid = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH, reason="with unpaid days")
    found, _ = await weighed(doors, CARRIER, (GUARANTEE, "minutes", "100:00"))
    assert paid.gross < whole.gross
    assert found.gross[0] == paid.gross
    assert str(people[0]) not in found.crew["crew_id"]
