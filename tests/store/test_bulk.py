"""Frames in and out by COPY: every value comes back as it went in, and nothing is left behind."""

from datetime import date
from uuid import uuid4

import polars as pl
import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import InputError
from domain.frames import Schema
from store import bulk
from store.database import Database
from store.tables import Airport, RuleInterpretation
from tests.fixtures_store import PLATFORM, admin
from tests.store.sample import Sample, small_airline


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    return await small_airline(database, "BK")


TEXTS = [
    "",
    " ",
    '"',
    "a,b",
    "a\nb",
    "a\r\nb",
    "\\",
    "\\N",
    "\\.",
    "NULL",
    "null",
    "t",
    "é \u2028 \U0001f6eb",
    "it's %s :x",
]


async def _there_and_back(database: Database, said: str) -> list[tuple[object, ...]]:
    query = text("SELECT name, NULL, zone FROM airports WHERE code = :code")
    schema: Schema = {"name": pl.String(), "none": pl.String(), "zone": pl.String()}
    async with database.writing(PLATFORM) as session:
        await bulk.insert(session, Airport, pl.DataFrame({"code": ["X"], "name": [said], "zone": ["UTC"]}), ["code"])
        return (await bulk.frame(session, query, {"code": "X"}, schema)).rows()


@pytest.mark.parametrize("said", TEXTS)
async def test_a_text_comes_back_as_it_is(database: Database, said: str) -> None:
    assert await _there_and_back(database, said) == [(said, None, "UTC")]


async def test_every_character_comes_back_as_it_is(database: Database) -> None:
    said = "".join(chr(each) for each in range(1, 0x2100))[:100]
    assert await _there_and_back(database, said) == [(said, None, "UTC")]


async def test_numbers_dates_and_booleans_come_back_as_they_are(database: Database) -> None:
    query = text("SELECT 9223372036854775807::bigint, -1, DATE '2024-02-29', true, false, NULL::boolean, NULL::date")
    schema: Schema = {"big": pl.Int64(), "less": pl.Int64(), "day": pl.Date(), "yes": pl.Boolean(), "no": pl.Boolean(),
              "neither": pl.Boolean(), "never": pl.Date()}  # fmt: skip
    async with database.reading(PLATFORM) as session:
        found = await bulk.frame(session, query, {}, schema)
    assert found.schema == pl.Schema(schema)
    assert found.rows() == [(2**63 - 1, -1, date(2024, 2, 29), True, False, None, None)]


async def test_values_are_bound_and_never_read_as_a_statement(database: Database) -> None:
    query = text("SELECT CAST(:given AS text), :many = ANY(CAST(:list AS text[])), '50%'")
    asked = {"given": "'; DROP TABLE airports; --", "many": "a'b", "list": ["a'b", '"', "\\"]}
    schema: Schema = {"given": pl.String(), "found": pl.Boolean(), "percent": pl.String()}
    async with database.reading(PLATFORM) as session:
        found = await bulk.frame(session, query, asked, schema)
    assert found.rows() == [(asked["given"], True, "50%")]


async def test_lists_of_text_become_arrays(database: Database, airline: Sample) -> None:
    ids = [str(uuid4()), str(uuid4())]
    row = {"airline_id": str(airline.airline), "scenario_description": "s", "applicable_faa_rule_ids": ids,
           "applicable_contract_term_ids": [], "interpretation": "i", "confidence_score": 1}  # fmt: skip
    schema = {"applicable_faa_rule_ids": pl.List(pl.String), "applicable_contract_term_ids": pl.List(pl.String)}
    async with database.writing(admin(airline.airline)) as session:
        await bulk.insert(session, RuleInterpretation, pl.DataFrame([row], schema_overrides=schema))
        found = await session.execute(
            text(
                "SELECT applicable_faa_rule_ids::text[], applicable_contract_term_ids::text[] FROM rule_interpretations"
            )
        )
    assert [tuple(each) for each in found] == [(ids, [])]


async def test_two_frames_of_one_transaction_leave_no_table_behind(database: Database) -> None:
    async with database.writing(PLATFORM) as session:
        for code in ("A1", "A2"):
            await bulk.insert(session, Airport, pl.DataFrame({"code": [code], "name": ["n"], "zone": ["UTC"]}))
        left = await session.execute(text("SELECT count(*) FROM pg_class WHERE relname LIKE 'incoming%'"))
        assert left.scalar_one() == 0


async def test_a_value_that_does_not_fit_is_named(database: Database) -> None:
    with pytest.raises(InputError, match="too long"):
        async with database.writing(PLATFORM) as session:
            await bulk.insert(session, Airport, pl.DataFrame({"code": ["TOOLONG"], "name": ["n"], "zone": ["UTC"]}))
