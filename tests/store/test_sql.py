"""The signed-in person's own SELECT, and the user's example queries, verbatim."""

from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio

from domain.claims import Claims
from domain.errors import CrewlexError, InputError, RefusedError
from store import audit, calculations, discrepancies, sql, statements
from store.database import Database
from store.tables.enums import Action
from tests.fixtures_store import PLATFORM, admin, member, service
from tests.seed_queries import DISCREPANCIES, GUARANTEE, HISTORY
from tests.store.sample import END, NOW, SEALER, START, Sample, differences, pay_run, small_airline, store_run


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(database: Database) -> tuple[Sample, Sample]:
    """Two airlines, each with two versions of its month and three open discrepancies."""
    return await _filled(database, "SA"), await _filled(database, "SB")


async def _filled(database: Database, code: str) -> Sample:
    sample = await small_airline(database, code)
    for amount in (60_000, 61_000):
        run = await pay_run(database, sample, amount)
        async with database.writing(service(sample.airline)) as session:
            await store_run(session, run)
    found = differences(
        sample, ("UNDERPAYMENT", "LOW", 1), ("MISSING_PREMIUM", "CRITICAL", 2), ("OVERPAYMENT", "HIGH", -3)
    )
    async with database.writing(service(sample.airline)) as session:
        await discrepancies.replace_open(session, sample.airline, sample.period, found, at=NOW)
    return sample


async def _ask(database: Database, who: Claims, statement: str, *parameters: str) -> sql.Table:
    return await sql.run(database, who, statement, SEALER, parameters)


async def test_the_last_twelve_months_of_a_crew_member(database: Database, two: tuple[Sample, Sample]) -> None:
    found = await _ask(database, PLATFORM, HISTORY, str(two[0].captain))
    assert found.columns == ("start_date", "end_date", "flight_pay_hours", "total_gross_pay", "validated_at")
    assert found.rows == ((START, END, Decimal("70.33"), Decimal("610.00"), None),)


async def test_open_discrepancies_begin_with_the_critical_ones(database: Database, two: tuple[Sample, Sample]) -> None:
    found = await _ask(database, PLATFORM, DISCREPANCIES)
    assert [row[5] for row in found.rows] == ["CRITICAL"] * 2 + ["HIGH"] * 2 + ["LOW"] * 2
    assert {row[1:3] for row in found.rows} == {("Ada1", "Lovelace1")}
    assert len((await _ask(database, admin(two[0].airline), DISCREPANCIES)).rows) == 3


async def test_hours_against_the_guarantee_count_the_current_version_only(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    found = await _ask(database, admin(two[0].airline), GUARANTEE)
    assert [row[2:] for row in found.rows] == [
        (Decimal("70.33"), Decimal("70.00"), "Over Guarantee"), (Decimal("66.67"), Decimal("70.00"), "Under Guarantee"),
    ]  # fmt: skip
    assert len((await _ask(database, PLATFORM, GUARANTEE)).rows) == 4


async def test_in_psql_the_same_rows_come_with_sealed_names(
    database_url: str, database: Database, two: tuple[Sample, Sample]
) -> None:
    opened = await _ask(database, PLATFORM, DISCREPANCIES)
    with psycopg.connect(database_url) as owner:  # the owner is bound too, unless it is a superuser
        owner.execute("SET ROLE crewlex_serving")
        owner.execute("SELECT set_config('request.jwt.claims', '{\"role\": \"platform_super_admin\"}', false)")
        rows = owner.execute(DISCREPANCIES).fetchall()
    assert len(rows) == len(opened.rows)
    assert all(row[1].startswith("sealed1:") and "Ada" not in row[1] for row in rows)


NAMES = "SELECT first_name FROM crew_members ORDER BY employee_id"


async def test_names_are_opened_for_those_who_may(database: Database, two: tuple[Sample, Sample]) -> None:
    mine = two[0]
    assert (await _ask(database, service(mine.airline), NAMES)).rows == (("Ada1",), ("Ada2",))
    assert (await _ask(database, member(mine.airline, mine.captain), NAMES)).rows == (("Ada1",),)


async def test_a_sealed_name_that_is_smuggled_in_stays_sealed(database: Database, two: tuple[Sample, Sample]) -> None:
    """Somebody who got hold of a colleague's sealed name cannot have it opened by selecting it as text."""
    mine = two[0]
    sealed = SEALER.seal("Ada2", mine.airline, mine.officer, "first_name")
    found = await _ask(database, member(mine.airline, mine.captain), "SELECT $1::text", sealed)
    assert found.rows == ((sealed,),)


@pytest.mark.parametrize("fails", [False, True])
async def test_every_statement_is_in_the_log(database: Database, two: tuple[Sample, Sample], fails: bool) -> None:
    statement = f"SELECT 1 / {0 if fails else 1} AS audited_{fails}"
    if fails:
        with pytest.raises(InputError, match="division by zero"):
            await _ask(database, admin(two[0].airline), statement)
    else:
        await _ask(database, admin(two[0].airline), statement)
    async with database.reading(admin(two[0].airline)) as session:
        log = await audit.of(session, "sql", "statement")
    (entry,) = [each for each in log if each.changes["after"]["statement"] == statement]
    assert entry.action is Action.READ


REFUSED = [
    ("a change", "UPDATE claims SET status = 'PAID'"),
    ("a change inside", "WITH x AS (DELETE FROM claims RETURNING *) SELECT * FROM x"),
    ("two statements", "SELECT 1; SELECT 2"),
    ("no statement", "-- nothing"),
    ("not SQL", "SELEKT 1"),
    ("an explanation", "EXPLAIN SELECT 1"),
    ("a lock", "SELECT id FROM claims FOR UPDATE"),
    ("a new table", "SELECT 1 INTO stolen"),
    ("claims of somebody else", "SELECT set_config('request.jwt.claims', '{}', true)"),
    ("the same, qualified", "SELECT pg_catalog.set_config('role', 'postgres', true)"),
    ("the same, quoted", 'SELECT "set_config"(\'role\', \'postgres\', true)'),
    ("the same, spelt in code points", "SELECT U&\"set\\005fconfig\"('role', 'postgres', true)"),
    ("the same, from a table", "SELECT * FROM set_config('role', 'postgres', true)"),
    ("the same, first", "WITH s AS MATERIALIZED (SELECT set_config('role', 'x', true)) SELECT * FROM s, crew_members"),
    ("a statement inside a text", "SELECT query_to_xml('SELECT 1', true, true, '')"),
    ("a file", "SELECT pg_read_file('/etc/passwd')"),
    ("a long sleep", "SELECT pg_sleep(100)"),
    ("a lock by name", "SELECT pg_advisory_lock(1)"),
    ("a program", "COPY (SELECT 1) TO PROGRAM 'id'"),
    ("another role", "RESET ROLE"),
    ("a block", "DO $$ BEGIN PERFORM 1; END $$"),
    ("a second one in a comment that ends earlier for us", "/* /* */ SELECT 1 --*/ */ RESET ROLE"),
    ("what ends inside a text for us", "SELECT '\\'; RESET ROLE; --'"),
    ("a NUL, where Postgres stops reading", "SELECT 1 \0 FROM crew_members"),
    ("more than can be looked through", "SELECT " + "(" * 20_000 + "1" + ")" * 20_000),
    ("a very long one", "SELECT 1 --" + "x" * statements.LONGEST),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statement"), REFUSED, ids=[each[0] for each in REFUSED])
async def test_what_could_change_or_escape_is_refused(
    database: Database, two: tuple[Sample, Sample], name: str, statement: str
) -> None:
    with pytest.raises((RefusedError, InputError)):
        await _ask(database, admin(two[0].airline), statement)


BEHIND = [
    *("SELECT 1; SELECT 2", "RESET ROLE", "SET LOCAL ROLE none", "DO $$ BEGIN SET LOCAL ROLE none; END $$"),
    *("SELECT set_config('role', 'none', true)", "SELECT set_config('request.jwt.claims', '{}', true)"),
    *("WITH x AS (DELETE FROM trips RETURNING id) SELECT id FROM x", "UPDATE claims SET status = 'PAID'"),
    *("COPY (SELECT 1) TO PROGRAM 'id'", "COPY claims TO STDOUT", "SELECT 1 INTO TEMP stolen", "LOCK TABLE claims"),
    *("SELECT id FROM claims FOR UPDATE", "CREATE TEMP TABLE t (a int)", "SELECT lo_create(0)", "COMMIT"),
    *("SELECT pg_read_file('/etc/passwd')", "SELECT nextval('flight_versions_id_seq')", "SELECT passwd FROM pg_shadow"),
    *(
        "INSERT INTO audit_log (entity_type) VALUES ('x')",
        "UPDATE pg_settings SET setting = 'none' WHERE name = 'role'",
    ),
]


@pytest.mark.parametrize("statement", BEHIND)
async def test_postgres_refuses_it_too_where_the_text_was_not_looked_at(
    database: Database, two: tuple[Sample, Sample], monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(statements, "check", str)
    with pytest.raises(CrewlexError):
        await _ask(database, admin(two[0].airline), statement)
    async with database.reading(PLATFORM) as session:  # and the connection is as clean as before
        assert len(await calculations.current(session, two[0].airline, two[0].period)) == 2


async def test_an_answer_that_is_too_long_is_refused(database: Database) -> None:
    with pytest.raises(InputError, match="add a LIMIT"):
        await _ask(database, PLATFORM, "SELECT n FROM generate_series(1, 1000000) AS n")


async def test_no_catalog_shows_what_another_airline_keeps(database: Database, two: tuple[Sample, Sample]) -> None:
    """Statistics hold values of rows; Postgres hides them where row security binds."""
    found = await _ask(database, admin(two[0].airline), "SELECT count(*) FROM pg_stats WHERE tablename = 'flights'")
    assert found.rows == ((0,),)


FAILING = [
    ("SELECT id, nothing FROM crew_members", r"nothing.*at character 12"),
    ("SELECT " + "1+" * 12_000 + "1", "stack depth|deep"),
    ("SELECT * FROM crew_member", "crew_member"),
    ("SELECT * FROM crew_members WHERE id = $1", "parameter"),
]


@pytest.mark.parametrize(("statement", "says"), FAILING)
async def test_a_statement_that_fails_says_what_is_wrong(
    database: Database, two: tuple[Sample, Sample], statement: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        await _ask(database, admin(two[0].airline), statement)


async def test_the_reader_s_rights_bind_the_view_of_current_calculations(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    mine = two[0]
    found = await _ask(database, member(mine.airline, mine.captain), "SELECT crew_member_id FROM pay_calculations")
    async with database.reading(PLATFORM) as session:
        assert len(await calculations.current(session, mine.airline, mine.period)) == 2
    assert found.rows == ((UUID(str(mine.captain)),),)
