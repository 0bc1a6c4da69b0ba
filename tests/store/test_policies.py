"""Every table, through every policy: who sees it, who changes it, and what no right reaches at all."""

from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

import polars as pl
import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.claims import Claims
from domain.clock import to_datetime
from domain.errors import CrewlexError, RefusedError
from domain.frames import DAYS, STANDBY
from domain.judgement import Judgement, Verdict
from domain.rules.rule import PUBLIC
from servers.addresses import Addresses
from store import (
    absences,
    adjustments,
    airports,
    claims,
    discrepancies,
    drafts,
    editions,
    impacts,
    notifications,
    periods,
    publishing,
    rows,
    users,
    verdicts,
)
from store import rosters as roster_rows
from store.claims import NewClaim
from store.database import Database
from store.ids import stable
from store.impacts import NewImpact
from store.tables import METADATA, PayAdjustment, TripReceipt
from store.tables.enums import ClaimType, NotificationType, Stage, UserRole
from tests.fixtures_store import PLATFORM, admin, member, scratch, service
from tests.store.sample import (
    END,
    NOW,
    START,
    Sample,
    closed,
    differences,
    pay_run,
    posted,
    rulebook,
    small_airline,
    store_run,
)
from tests.store.test_editions import content, law, term

SHARED: Final = {"airports", "faa_rules", "editions", "edition_parts", "edition_contents", "rule_interpretations"}
"""What everybody signed in reads, as far as it is nobody's or their own airline's."""
CREW: Final = SHARED | {
    *("airlines", "users", "crew_members", "crew_rates", "trips", "duties", "crew_assignments", "pay_ledger"),
    *("pay_calculation_versions", "pay_lines", "discrepancies", "claims", "claim_counters", "notifications"),
    *("flights", "aircraft", "pay_periods", "union_contract_terms", "rulebooks", "pay_live_runs", "holidays"),
    *("standbys", "crew_days", "pay_needs", "pay_adjustments", "trip_receipts"),
}
"""What a crew member reads: the own rows, and what the airline shares with its crews."""
PLATFORM_ONLY: Final = {"backfills"}
ADDED_ONLY: Final = {
    *("audit_log", "pay_runs", "pay_lines", "editions", "edition_contents", "edition_parts", "rulebooks"),
    *("run_inputs", "verdicts", "impacts", "pay_live_runs", "pay_needs", "trip_receipts"),
    *("pay_retros", "pay_adjustments"),
    *(name for name in METADATA.tables if name.endswith("_versions")),
}
TABLES: Final = sorted(METADATA.tables)
FILLED: Final = """
    CREATE TEMP VIEW airline_ids AS SELECT id FROM airlines UNION ALL SELECT NULL;
    INSERT INTO backfills (name, position, rows_done) VALUES ('b', '', 0);
    INSERT INTO rule_interpretations (airline_id, scenario_description, applicable_faa_rule_ids,
        applicable_contract_term_ids, interpretation, confidence_score)
        SELECT id, 's', '{}'::uuid[], '{}'::uuid[], 'i', 90 FROM (TABLE airline_ids) AS a (id);
    INSERT INTO aircraft (airline_id, registration, type) SELECT id, 'N1', 'B738' FROM airlines;
"""


@pytest.fixture(scope="module")
def filled_url(servers: Addresses, template: str) -> Iterator[str]:
    """A database of its own: what is in every table is counted."""
    with scratch(servers.direct_url, template) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def opened(filled_url: str) -> AsyncIterator[Database]:
    found = Database(filled_url)
    yield found
    await found.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(opened: Database, filled_url: str) -> tuple[Sample, Sample]:
    """Two airlines with at least one row each in every table."""
    samples = await small_airline(opened, "PA"), await small_airline(opened, "PB")
    async with publishing.hold(opened, PLATFORM) as session:
        whole = {PUBLIC: content(law()), **{code: content(term(code)) for code in ("PA", "PB")}}
        await editions.commit(session, 1, whole, "all")
        await airports.ensure(session, ["JFK"])
    with psycopg.connect(filled_url) as owner:
        owner.execute(FILLED)
    for sample in samples:
        await _fill(opened, sample)
    return samples


async def _fill(opened: Database, sample: Sample) -> None:
    run, book = await pay_run(opened, sample, needs=[(sample.crew[0], "leg", "l")]), rulebook(sample.code)
    async with opened.writing(service(sample.airline)) as session:
        await store_run(session, run)
        found = differences(sample, ("UNDERPAYMENT", "LOW", 1))
        await discrepancies.replace_open(session, sample.airline, sample.period, found, at=NOW)
        await users.ensure(session, sample.captain, f"{sample.code}@crew.test", UserRole.USER,
                           airline_id=sample.airline, crew_member_id=sample.captain)  # fmt: skip
        await roster_rows.add(session, sample.airline, sample.period, book, model_hash="sha256:0", seed=1,
                              open_seats=0, solved_with="CP-SAT")  # fmt: skip
        judged = Judgement(Verdict.LEGAL, (), (), (), book.hash, 0)
        await verdicts.add(session, sample.airline, sample.period, "planned", judged, book, NOW)
        await notifications.send(
            session, sample.airline, sample.captain, NotificationType.CLAIM_STATUS, "t", "m", at=NOW
        )
    await _fill_pay(opened, sample)
    async with opened.writing(admin(sample.airline)) as session:
        month = (date(2026, 1, 1), date(2026, 2, 1))
        await impacts.keep(session, NewImpact(sample.airline, sample.code, None, 1, *month, "{}"))
    async with opened.writing(admin(sample.airline)) as session:
        await drafts.ensure(session, sample.code, sample.airline)
    async with opened.writing(member(sample.airline, sample.captain)) as session:
        new = NewClaim(sample.airline, sample.captain, sample.period, ClaimType.OTHER, "Too little.", 1)
        await claims.submit(session, new, NOW)


async def _fill_pay(opened: Database, sample: Sample) -> None:
    """Standbys, days, holidays, an adjustment that is released, and a receipt."""
    who, trip = sample.crew[0], str(stable("trip", sample.crew[0]))
    standby = pl.DataFrame([(str(uuid4()), who, "AIRPORT", NOW, NOW + 60, None)], dict(STANDBY), orient="row")
    await posted(opened, sample, await closed(opened, sample), 1)
    async with opened.writing(service(sample.airline)) as session:
        await absences.put_standbys(session, sample.airline, standby, stage=Stage.PUBLISHED)
        await absences.put_days(
            session, sample.airline, pl.DataFrame([(who, START, "LEAVE")], dict(DAYS), orient="row")
        )
        await absences.put_holidays(session, sample.airline, [(START, "New Month")])
        later = await periods.ensure(session, sample.airline, END + timedelta(1), END + timedelta(28))
        (adjusted,) = (await adjustments.take(session, later, [sample.captain]))["adjustment_id"]
        session.add(TripReceipt(airline_id=sample.airline, crew_member_id=sample.captain, trip_id=UUID(trip), version=1,
                                rulebook_hash=rulebook(sample.code).hash, release_recorded_at=to_datetime(NOW),
                                tzdata_version="1", engine_version="1", content_hash="sha256:0", reason="",
                                credit_minutes=1, gross_minor=1))  # fmt: skip
    async with opened.writing(admin(sample.airline)) as session:
        found = await rows.one(session, PayAdjustment, UUID(adjusted))
        found.released_at, found.released_by = to_datetime(NOW), session.claims.sub
        session.add(found)


async def _rows(opened: Database, who: Claims, table: str) -> list[dict[str, object]]:
    async with opened.reading(who) as session:
        found = await session.execute(text(f"SELECT to_jsonb(t) FROM {table} t"))
        return [dict(row) for row in found.scalars()]


@pytest.mark.parametrize("table", TABLES)
async def test_everybody_sees_what_is_theirs_and_nothing_else(
    opened: Database, two: tuple[Sample, Sample], table: str
) -> None:
    ours, theirs = (sample.airline for sample in two)
    whole = await _rows(opened, PLATFORM, table)
    assert whole, "this test needs a row in every table"
    owner = "id" if table == "airlines" else "airline_id"
    for who, sees in (
        (admin(ours), table not in PLATFORM_ONLY),
        (service(ours), table not in PLATFORM_ONLY),
        (member(ours, two[0].captain), table in CREW),
        (member(ours), table in CREW),
    ):
        seen = await _rows(opened, who, table)
        assert not [row for row in seen if row.get(owner) == str(theirs)]
        assert not [row for row in seen if row.get(owner, "nobody's") is None and table not in SHARED]
        own = [row for row in whole if row.get(owner) == str(ours)]
        if who.role != "airline_user" and owner in whole[0]:
            assert [row for row in seen if row.get(owner) == str(ours)] == own
        if who.sub == two[0].captain or who.role != "airline_user":
            assert bool(seen) == sees
        for row in seen if who.role == "airline_user" else []:
            assert row.get("crew_member_id") in (None, str(who.sub))
            assert table != "crew_members" or row["id"] == str(who.sub)


@pytest.mark.parametrize("told", ["", "{}", '{"sub": ""}', '{"airline_id": "6f1c0a52-3f5e-4d6c-9a55-0b9f3c8e7d21"}'])
async def test_a_token_that_says_nothing_sees_nothing(filled_url: str, two: tuple[Sample, Sample], told: str) -> None:
    with psycopg.connect(filled_url) as owner:
        owner.execute("SET ROLE crewlex_serving")
        owner.execute("SELECT set_config('request.jwt.claims', %s, false)", [told])
        for table in TABLES:
            assert owner.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)], table


@pytest.mark.parametrize("table", TABLES)
async def test_crew_change_and_delete_nothing_but_that_they_have_read_a_message(
    opened: Database, two: tuple[Sample, Sample], table: str
) -> None:
    crew = member(two[0].airline, two[0].captain)
    before = await _rows(opened, PLATFORM, table)
    column = next(iter(METADATA.tables[table].columns)).name
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        try:
            async with opened.writing(crew) as session:
                changed = (await session.execute(text(statement))).rowcount  # type: ignore[attr-defined]
        except CrewlexError:
            changed = 0
        assert changed == (table == "claim_counters" and statement.startswith("UPDATE")), statement
    assert len(await _rows(opened, PLATFORM, table)) == len(before)


@pytest.mark.parametrize("table", TABLES)
async def test_no_right_empties_a_table_and_logs_are_only_added_to(
    opened: Database, two: tuple[Sample, Sample], filled_url: str, table: str
) -> None:
    refused = [f"TRUNCATE {table} CASCADE"]
    column = next(iter(METADATA.tables[table].columns)).name
    if table in ADDED_ONLY:
        refused += [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    for statement in refused:
        with pytest.raises(RefusedError):
            async with opened.writing(PLATFORM) as session:
                await session.execute(text(statement))
        if table in ADDED_ONLY:
            with psycopg.connect(filled_url) as owner, pytest.raises(psycopg.DatabaseError):
                owner.execute(statement)


FORGED = [
    ("an edition's part in another owner's name",
     "INSERT INTO edition_contents (owner, content_hash, airline_id, body) VALUES ('PB', 'h', :ours, '')"),
    ("law, as an airline",
     "INSERT INTO edition_contents (owner, content_hash, airline_id, body) VALUES ('PUBLIC', 'h', :ours, '')"),
    ("an airline's draft as nobody's", "INSERT INTO drafts (owner, author, status) VALUES ('PA', :sub, 'OPEN')"),
    ("a draft of somebody else", "INSERT INTO drafts (owner, airline_id, author, status) "
                                 "VALUES ('PA', :ours, :captain, 'OPEN')"),
    ("a draft that is approved already", "INSERT INTO drafts (owner, airline_id, author, status, reviewed_by, "
        "approved) VALUES ('PA', :ours, :sub, 'APPROVED', :captain, 'x')"),
    ("a draft of another airline", "INSERT INTO drafts (owner, airline_id, author, status) "
                                   "VALUES ('PB', :theirs, :sub, 'OPEN')"),
    ("a platform administrator", "INSERT INTO users (id, airline_id, email, role) "
                                 "VALUES (:sub, :ours, 'x@y.test', 'platform_super_admin')"),
    ("a login that is not its crew member", "INSERT INTO users (id, airline_id, crew_member_id, email, role) "
                                            "VALUES (:sub, :ours, :captain, 'x@y.test', 'airline_user')"),
    ("a deed of somebody else", "INSERT INTO audit_log (airline_id, entity_type, entity_id, action, actor_id, "
                                "actor_type, reason) VALUES (:ours, 'x', 'x', 'READ', :captain, 'CREW', '')"),
    ("a line of pay for somebody else", "INSERT INTO pay_lines (airline_id, calculation_id, crew_member_id, place, "
        "component, rule_owner, rule_code, amount_minor, credit_minutes, reason) SELECT airline_id, id, :officer, 9, "
        "'c', 'PA', 'r', 1, 0, '' FROM pay_calculations WHERE crew_member_id = :captain"),
    ("an impact in somebody else's name", "INSERT INTO impacts (airline_id, owner, baseline, start_date, end_date, "
        "content_hash, body, created_by) VALUES (:ours, 'PA', 1, '2026-01-01', '2026-02-01', 'h', '', :captain)"),
    ("an impact on another airline", "INSERT INTO impacts (airline_id, owner, baseline, start_date, end_date, "
        "content_hash, body, created_by) VALUES (:theirs, 'PB', 1, '2026-01-01', '2026-02-01', 'h', '', :sub)"),
    ("what was told, told otherwise", "UPDATE notifications SET message = 'never mind'"),
    ("a figure", "UPDATE pay_calculation_versions SET gross_minor = 1"),
    ("another code for the airline", "UPDATE airlines SET code = 'PUBLIC'"),
    ("a claim that is gone", "DELETE FROM claims"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statement"), FORGED, ids=[each[0] for each in FORGED])
async def test_an_administrator_cannot_write(
    opened: Database, two: tuple[Sample, Sample], name: str, statement: str
) -> None:
    ours, theirs = two
    who = admin(ours.airline)
    values = {"ours": ours.airline, "theirs": theirs.airline, "sub": who.sub, "captain": ours.captain,
              "officer": ours.officer}  # fmt: skip
    with pytest.raises(CrewlexError):
        async with opened.writing(who) as session:
            await session.execute(
                text(statement), {key: item for key, item in values.items() if f":{key}" in statement}
            )


async def test_an_impact_is_of_a_change_set_of_ones_own(opened: Database, two: tuple[Sample, Sample]) -> None:
    ours, theirs = two
    for sample, lawful in ((theirs, False), (ours, True)):
        async with opened.reading(PLATFORM) as session:
            draft = (await drafts.every(session, sample.code))[0].id
        new = NewImpact(ours.airline, ours.code, draft, 1, date(2026, 3, 1), date(2026, 4, 1), f'"{draft}"')
        for who in (admin(ours.airline), PLATFORM):
            with nullcontext() if lawful else pytest.raises(RefusedError):
                async with opened.writing(who) as session:
                    await impacts.keep(session, new)


def test_every_row_says_when_it_was_written() -> None:
    for table in METADATA.tables.values():
        named = {"created_at", "recorded_at", "published_at", "started_at"} & set(table.columns.keys())
        assert named, table.name
