"""The user's example queries, verbatim, against the demonstration's own databases: after two editions, two airlines."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import neo4j
import psycopg
import pytest

from tests.acceptance.running import CARRIER, Demo, crewlex
from tests.seed_queries import CONFLICTS, DISCREPANCIES, GUARANTEE, HISTORY, OVERTIME, SCENARIO_RULES

OTHER = "YV"
PLATFORM = {
    "sub": "6f70e7a4-0000-4000-8000-000000000001",
    "email": "operator@crewlex.test",
    "role": "platform_super_admin",
}


@pytest.fixture(scope="module")
def two(demo: Demo) -> Demo:
    """The demonstration beside a second airline, whose contract is another edition, paid for the month we are in."""
    month = datetime.now(UTC).date().replace(day=1)
    later = (month + timedelta(days=45)).isoformat()
    env = {name: value for name, value in demo.env.items() if name != "CREWLEX_RULEPACKS"}
    beside = env | {"CREWLEX_NOW": f"{later}T00:00Z"}
    there = ("--airline", OTHER, "--month", f"{month:%Y-%m}")
    for words in (
        ("load", "--carrier", OTHER, "--month", f"{month:%Y-%m}", "--demonstration"),
        ("roster", *there, "--demonstration"),
        ("pay", "run", *there),
    ):
        crewlex(beside, *words)
    return demo


@pytest.fixture(scope="module")
def status(two: Demo) -> dict[str, dict[str, Any]]:
    """Each server as ``crewlex status --json`` tells it."""
    told = json.loads(two.crewlex("status", "--json"))
    return {server["kind"]: server for server in told["servers"]}


@pytest.fixture(scope="module")
def graph(status: dict[str, dict[str, Any]]) -> Iterator[neo4j.Session]:
    """A session on the demonstration's Neo4j."""
    server = status["neo4j"]
    auth = (server["user"], Path(server["password_file"]).read_text("utf-8").strip())
    with neo4j.GraphDatabase.driver(f"bolt://{server['address']}", auth=auth) as driver, driver.session() as session:
        yield session


@pytest.fixture(scope="module")
def record(status: dict[str, dict[str, Any]]) -> Iterator[psycopg.RawCursor[Any]]:
    """A raw cursor on the demonstration's Postgres, as the platform's administrator: what psql would show."""
    server = status["postgres"]
    password = Path(server["password_file"]).read_text("utf-8").strip()
    host, _, port = server["address"].partition(":")
    with psycopg.connect(
        host=host, port=port, user=server["user"], password=password, dbname="crewlex", autocommit=True
    ) as connection:
        connection.execute("SET ROLE crewlex_serving")
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", [json.dumps(PLATFORM)])
        yield psycopg.RawCursor(connection)


def test_the_rules_of_a_scenario_stand_once_for_each_airline(graph: neo4j.Session) -> None:
    found = [tuple(row.values()) for row in graph.run(SCENARIO_RULES)]
    assert found == [("SAMPLE_Section_5.C_controllable_delay", "Controllable delay pay", 550)] * 2


def test_overtime_depends_on_all_credit_before_it(graph: neo4j.Session) -> None:
    paths = [[node["type"] for node in row["path"].nodes] for row in graph.run(OVERTIME)]
    chain = ["overtime", "guarantee", "duty_rig", "flight_pay"]
    assert sorted(paths, key=len) == [chain[:2], chain[:3], chain]


def test_the_declared_conflict_stands_once_for_each_airline(graph: neo4j.Session) -> None:
    found = [tuple(row.values()) for row in graph.run(CONFLICTS)]
    assert len(found) == 2
    assert {row[:3] for row in found} == {("SAMPLE_Section_4.A", "SAMPLE_LOA_21-01", "LATER_EFFECTIVE")}
    assert all("later text stands" in notes for *_, notes in found)


def test_the_pay_history_of_a_crew_member_is_one_row_a_period(record: psycopg.RawCursor[Any]) -> None:
    (crew_id,) = _one(record, "SELECT id FROM crew_members WHERE employee_id = 'FL00001'")
    ((start, end, hours, gross, validated),) = record.execute(HISTORY, [crew_id]).fetchall()
    assert (start, end) == (date(2026, 12, 1), date(2026, 12, 31))
    assert hours > 0
    assert gross > 0
    assert validated is None


def test_discrepancies_come_worst_first_with_sealed_names(record: psycopg.RawCursor[Any]) -> None:
    rows = record.execute(DISCREPANCIES).fetchall()
    ranks = ["CRITICAL", "HIGH", "MEDIUM", "LOW"]
    severities = [row[5] for row in rows]
    assert severities == sorted(severities, key=ranks.index)
    assert severities[0] == "CRITICAL"
    assert not any(row[1].isalpha() or row[2].isalpha() for row in rows)


def test_hours_over_guarantee_of_this_month_are_told_of_everybody(record: psycopg.RawCursor[Any]) -> None:
    rows = record.execute(GUARANTEE).fetchall()
    (crew,) = _one(record, f"SELECT count(*) FROM crew_members WHERE employee_id LIKE '{OTHER}%'")
    assert len([row for row in rows if row[0].startswith(OTHER)]) == crew > 0
    hours = [row[2] for row in rows]
    assert hours == sorted(hours, reverse=True)
    assert all(
        status == ("Over Guarantee" if hours > least else "Under Guarantee") for *_, hours, least, status in rows
    )


def test_crewlex_sql_opens_the_names_and_writes_it_down(
    two: Demo, record: psycopg.RawCursor[Any], tmp_path: Path
) -> None:
    file = tmp_path / "discrepancies.sql"
    file.write_text(DISCREPANCIES)
    shown = two.crewlex("sql", str(file), "--airline", CARRIER).splitlines()
    (row,) = [line for line in shown if line.split()[:1] == [_claimant(two)]][:1]
    assert all(word.isalpha() for word in row.split()[1:3])
    (last,) = _one(record, "SELECT changes->'after'->>'statement' FROM audit_log ORDER BY created_at DESC LIMIT 1")
    assert last == DISCREPANCIES


def test_crewlex_sql_takes_parameters(two: Demo, record: psycopg.RawCursor[Any], tmp_path: Path) -> None:
    (crew_id,) = _one(record, "SELECT id FROM crew_members WHERE employee_id = 'FL00001'")
    file = tmp_path / "history.sql"
    file.write_text(HISTORY)
    assert "2026-12-01" in two.crewlex("sql", str(file), str(crew_id))


def _claimant(demo: Demo) -> str:
    who: str = demo.ask('{ claim(number: "CLM-2027-0001") { crewMember { employeeId } } }')["crewMember"]["employeeId"]
    return who


def _one(record: psycopg.RawCursor[Any], query: str) -> tuple[Any, ...]:
    found = record.execute(query.encode()).fetchone()
    assert found is not None
    row: tuple[Any, ...] = found
    return row
