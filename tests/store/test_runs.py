"""Pay runs: versions that are added and never overwritten, lines that add up, inputs that come back as they were."""

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.clock import tz_version
from domain.errors import InputError, NotFoundError, RefusedError
from domain.money import Currency
from domain.rulebook import Rulebook
from store import audit, calculations, rulebooks, runparts, runs, summaries
from store.database import Database
from store.ids import stable
from store.summaries import ComponentTotal, RunTotal
from store.tables.enums import Action
from tests.fixtures_store import PLATFORM, admin, member, service
from tests.store.sample import NOW, PayRun, Sample, lines, pay_run, rulebook, small_airline, store_run, totals

_NUMBERS = count()


@pytest_asyncio.fixture(loop_scope="session")
async def airline(database: Database) -> Sample:
    """A new one for each test."""
    return await small_airline(database, f"R{next(_NUMBERS)}")


async def _run(database: Database, airline: Sample, amount: int = 60_000, **other: Any) -> UUID:
    run = await pay_run(database, airline, amount, **other)
    async with database.writing(service(airline.airline)) as session:
        return await store_run(session, run)


def _with(run: PayRun, **changed: Any) -> PayRun:
    return replace(run, worked=replace(run.worked, **changed))


async def test_what_is_stored_comes_back_to_the_minor_unit_and_the_minute(database: Database, airline: Sample) -> None:
    await _run(database, airline)
    async with database.reading(admin(airline.airline)) as session:
        found = await calculations.lines_frame(session, airline.airline, airline.period)
        sums = await calculations.current(session, airline.airline, airline.period)
        first = (await calculations.of_crew(session, [airline.captain, UUID(int=0)], airline.period))[0]
    expect = lines(airline).with_columns(pl.col("credit").fill_null(0))
    assert found.sort("crew_id", "component").equals(expect.sort("crew_id", "component"))
    columns = ("credit", "block", "guarantee", "overtime", "gross", "flight_pay", "premium_pay")
    assert [
        (each.credit_minutes, each.block_minutes, each.guarantee_minutes, each.overtime_minutes, each.gross_minor,
         each.flight_pay_minor, each.premium_pay_minor) for each in sums
    ] == totals(airline).sort("crew_id").select(columns).rows()  # fmt: skip
    assert first is not None
    assert (first.total_gross_pay, first.flight_pay_hours) == (Decimal("600.00"), Decimal("70.33"))


async def test_a_recalculation_adds_a_version_and_keeps_the_first_with_its_lines(
    database: Database, airline: Sample
) -> None:
    await _run(database, airline, 60_000)
    await _run(database, airline, 70_000)
    async with database.reading(PLATFORM) as session:
        first, second = await calculations.versions(session, airline.captain, airline.period)
        kept = await calculations.lines(session, [first.row.id])
        now = await calculations.current(session, airline.airline, airline.period)
    assert [(each.row.version, each.row.gross_minor, each.superseded_at is None) for each in (first, second)] == [
        (1, 60_000, False), (2, 70_000, True),
    ]  # fmt: skip
    assert sum(line.amount_minor for line in kept) == 60_000
    assert {each.version for each in now} == {2}


async def test_the_newest_live_run_is_summed_up_over_the_rows_that_the_reader_sees(
    database: Database, airline: Sample
) -> None:
    """The run before is not in it. Crew are told their own part, though they see no runs."""
    async with database.reading(PLATFORM) as session:
        assert await runs.newest_id(session, airline.period) is None
    await _run(database, airline, 60_000)
    second = await _run(database, airline, 70_000)
    for who, crew in ((admin(airline.airline), 2), (member(airline.airline, airline.captain), 1)):
        async with database.reading(who) as session:
            assert await runs.newest_id(session, airline.period) == second
            total = await summaries.of_run(session, second)
            parts = await summaries.by_component(session, second)
        assert (total.crew, total.gross, total.block) == (crew, 70_000 * crew, 4000 * crew)
        assert parts == [
            ComponentTotal("flight_pay", crew, crew, 52_000 * crew, 120 * crew),
            ComponentTotal("guarantee", crew, crew, 18_000 * crew, 0),
        ]
    async with database.reading(admin((await small_airline(database, f"{airline.code}X")).airline)) as session:
        assert await runs.newest_id(session, airline.period) is None
        assert await summaries.of_run(session, second) == RunTotal()
        assert await summaries.by_component(session, second) == []


@pytest.mark.parametrize("statement", [
    "UPDATE pay_calculation_versions SET gross_minor = 0", "DELETE FROM pay_calculation_versions",
    "UPDATE pay_lines SET amount_minor = 0", "DELETE FROM pay_lines", "UPDATE pay_runs SET reason = ''",
])  # fmt: skip
async def test_a_stored_figure_cannot_be_changed(database: Database, airline: Sample, statement: str) -> None:
    await _run(database, airline)
    with pytest.raises(RefusedError):
        async with database.writing(PLATFORM) as session:
            await session.execute(text(statement))


async def test_what_was_left_open_comes_back_for_its_own_crew_member_with_the_flights(
    database: Database, airline: Sample
) -> None:
    seat, duty = (
        str(stable(*each)) for each in (("seat", airline.crew[0], airline.flights[0]), ("duty", airline.crew[0]))
    )
    keys = [("leg", seat), ("duty", duty), ("period", airline.crew[0])]
    await _run(database, airline, needs=[(airline.crew[0], grain, key) for grain, key in keys])
    async with database.reading(service(airline.airline)) as session:
        made = await calculations.of_crew(session, [airline.captain, airline.officer], airline.period)
        ids = [each.id for each in made if each]
        found = await calculations.undecided(session, ids)
        assert (await calculations.undecided(session, ids[1:])).is_empty()
    both = sorted(airline.flights[:2])
    assert dict(found.select("grain", "flight_ids").rows()) == {"leg": [airline.flights[0]], "duty": both, "period": []}
    assert set(found["calculation_id"]) == {str(ids[0])}
    await _run(database, airline)
    async with database.reading(service(airline.airline)) as session:
        (now,) = await calculations.of_crew(session, [airline.captain], airline.period)
        assert now is not None
        assert (await calculations.undecided(session, [now.id])).is_empty(), "the newer run could decide it"


async def test_a_run_can_be_made_again_from_what_it_kept(database: Database, airline: Sample) -> None:
    run = await pay_run(database, airline)
    async with database.writing(service(airline.airline)) as session:
        await store_run(session, run)
    async with database.reading(admin(airline.airline)) as session:
        kept = await runparts.origins(session, run.id, 1)
    assert kept.rulebook == run.new.rulebook
    assert (kept.engine, kept.tzdata) == ("1", tz_version())
    assert set(kept.inputs) == {"crew", "duties", "legs"}
    for name, frame in run.worked.inputs.items():
        assert kept.inputs[name].equals(frame), name


async def test_equal_inputs_are_kept_once(database: Database, airline: Sample) -> None:
    await _run(database, airline)
    await _run(database, airline)
    async with database.reading(admin(airline.airline)) as session:
        counts = text("SELECT (SELECT count(*) FROM run_inputs), (SELECT count(*) FROM rulebooks)")
        assert tuple((await session.execute(counts)).one()) == (3, 1)


async def test_an_input_without_rows_comes_back_empty(database: Database, airline: Sample) -> None:
    run = await pay_run(database, airline)
    bare = _with(run, inputs={name: frame.clear() for name, frame in run.worked.inputs.items()})
    async with database.writing(service(airline.airline)) as session:
        await store_run(session, bare)
        kept = await runparts.origins(session, bare.id, 1)
    assert all(kept.inputs[name].equals(frame) for name, frame in bare.worked.inputs.items())


async def test_lines_that_do_not_add_up_are_refused_by_name(database: Database, airline: Sample) -> None:
    run = await pay_run(database, airline)
    one_more = run.worked.totals.with_columns(gross=pl.col("gross") + 1)
    with pytest.raises(InputError, match="add up to 60000, and the gross says 60001"):
        async with database.writing(service(airline.airline)) as session:
            await store_run(session, _with(run, totals=one_more))


async def test_lines_of_somebody_without_a_total_are_refused(database: Database, airline: Sample) -> None:
    run = await pay_run(database, airline)
    with pytest.raises(InputError, match=str(airline.captain)):
        async with database.writing(service(airline.airline)) as session:
            await store_run(session, _with(run, totals=run.worked.totals.filter(pl.col("crew_id") != airline.crew[0])))


async def test_a_failing_run_leaves_nothing_behind(database: Database, airline: Sample) -> None:
    run = await pay_run(database, airline)
    stranger = run.worked.lines.with_columns(flight_id=pl.lit(str(UUID(int=5))))
    with pytest.raises(InputError):
        async with database.writing(service(airline.airline)) as session:
            await store_run(session, _with(run, lines=stranger))
    async with database.reading(PLATFORM) as session:
        assert await calculations.versions(session, airline.captain, airline.period) == []
        assert await audit.of(session, "pay_run", run.id) == []


async def test_a_run_leaves_an_audit_row_and_each_part_one_with_its_hash(database: Database, airline: Sample) -> None:
    run = await _run(database, airline, reason="month end")
    async with database.reading(admin(airline.airline)) as session:
        entries = await audit.of(session, "pay_run", run)
    assert {(each.action, each.reason) for each in entries} == {
        (Action.CREATED, "month end"),
        (Action.CALCULATED, "month end"),
    }
    async with database.reading(admin(airline.airline)) as session:
        (part,) = await audit.of(session, "pay_run_part", f"{run}/1")
    told = part.changes["after"]
    assert (told["gross_minor"], told["lines"], told["hash"][:7]) == (120_000, 4, "sha256:")


async def test_validation_is_by_a_second_person_and_of_the_newest_version(database: Database, airline: Sample) -> None:
    await _run(database, airline)
    async with database.reading(PLATFORM) as session:
        (first,) = await calculations.versions(session, airline.captain, airline.period)
    with pytest.raises(RefusedError, match="second person"):
        async with database.writing(service(airline.airline)) as session:
            await calculations.validate(session, first.row.id, NOW)
    async with database.writing(admin(airline.airline)) as session:
        await calculations.validate(session, first.row.id, NOW)
    await _run(database, airline)
    with pytest.raises(RefusedError, match="no longer current"):
        async with database.writing(admin(airline.airline)) as session:
            await calculations.validate(session, first.row.id, NOW)


async def test_a_currency_without_decimals_is_shown_without_them(database: Database) -> None:
    yen = await small_airline(database, "JP", Currency("JPY", 0))
    await _run(database, yen)
    async with database.reading(PLATFORM) as session:
        (found,) = await calculations.versions(session, yen.captain, yen.period)
    assert (found.row.gross_minor, found.row.total_gross_pay) == (60_000, Decimal("60000.00"))


async def test_a_rulebook_comes_back_with_its_hash_and_only_to_its_airline(database: Database, airline: Sample) -> None:
    book = rulebook(airline.code, hours=75)
    async with database.writing(admin(airline.airline)) as session:
        assert await rulebooks.put(session, airline.airline, book) == book.hash
    async with database.reading(admin(airline.airline)) as session:
        assert await rulebooks.get(session, airline.airline, book.hash) == book
    with pytest.raises(NotFoundError):
        async with database.reading(admin(UUID(int=9))) as session:
            await rulebooks.get(session, airline.airline, book.hash)


async def test_a_rulebook_of_before_a_parameter_was_added_keeps_its_hash(database: Database, airline: Sample) -> None:
    """Its text lacks the newest parameter of the guarantee; what results name is the hash of that text."""
    text = rulebook(airline.code, hours=75).text.replace('"day_values":[],', "")
    old = Rulebook.read(text)
    assert old == rulebook(airline.code, hours=75)
    assert old.hash != rulebook(airline.code, hours=75).hash
    async with database.writing(admin(airline.airline)) as session:
        assert await rulebooks.put(session, airline.airline, old) == old.hash
    async with database.reading(admin(airline.airline)) as session:
        found = await rulebooks.get(session, airline.airline, old.hash)
    assert (found, found.hash, found.text) == (old, old.hash, text)


async def test_a_month_of_a_thousand_flights_is_stored_whole(database: Database, airline: Sample) -> None:
    """Thirty thousand lines in one run, more than one statement takes."""
    run = await pay_run(database, airline)
    many = pl.concat([run.worked.lines] * 7_500)
    whole = run.worked.totals.with_columns(gross=pl.col("gross") * 7_500)
    async with database.writing(service(airline.airline)) as session:
        await store_run(session, _with(run, lines=many, totals=whole))
        found = await calculations.lines_frame(session, airline.airline, airline.period)
    assert (found.height, found["amount"].sum()) == (30_000, 7_500 * 120_000)
