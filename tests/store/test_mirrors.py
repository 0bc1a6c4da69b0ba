"""The tables that mirror the rules: whole, in few statements, and left alone where nothing changes."""

import json
from datetime import date

import pytest
import pytest_asyncio
from sqlalchemy import event, text

from domain.readings import Interpretation
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key, RuleKind
from services.content import parts
from store import editions, mirrordrift, mirrors, publishing
from store.database import Database
from store.ids import stable
from tests.fixtures_store import PLATFORM, admin
from tests.store.sample import Sample, small_airline
from tests.store.test_editions import cites, law, term

ODD = 'it\'s "odd": \\ {1,2} ✈\n'


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(database: Database) -> tuple[Sample, Sample]:
    return await small_airline(database, "EA"), await small_airline(database, "EB")


def content() -> RuleGraph:
    """Law, European law, terms, and a reading of each owner, with texts that would break a statement out of pieces."""
    european = law().model_copy(update={"code": "ORO.FTL.235", "kind": RuleKind.EASA})
    odd = term("EA").model_copy(update={"title": ODD, "text": ODD, "expires": date(2030, 1, 1)})
    bare = term("EA", code="Section_9").model_copy(update={"versions": ()})
    rules = (law(), european, odd, bare, term("EB"))
    readings = (reading(PUBLIC, "shared", "", "Ada"), reading("EA", "own", json.dumps({"says": ODD}), str(stable("x"))))
    about = {
        "shared": (law().key, european.key),
        "own": (law().key, european.key, odd.key, bare.key),
    }
    return RuleGraph(
        rules=rules,
        interpretations=readings,
        edges=(
            *map(cites, rules),
            *(
                Edge(kind=EdgeKind.INTERPRETS, owner=one.owner, source=one.key, target=key)
                for one in readings
                for key in about[one.code]
            ),
        ),
    ).ordered()


def reading(owner: str, code: str, example: str, person: str) -> Interpretation:
    """A reading that somebody confirmed."""
    return Interpretation(
        owner=owner, code=code, title=code, situation=ODD, reading=ODD, source="x", example=example, confidence=80,
        validated_by=person,
    )  # fmt: skip


async def publish(database: Database, whole: RuleGraph) -> None:
    """The content as the next edition."""
    async with publishing.hold(database, PLATFORM) as session:
        await editions.commit(session, (await editions.newest(session) or 0) + 1, parts(whole), "a test")


async def test_a_reading_names_the_rows_that_it_is_about(database: Database, two: tuple[Sample, Sample]) -> None:
    await publish(database, content())
    async with database.reading(PLATFORM) as session:
        assert await mirrordrift.differences(session, parts(content())) == []
        rows = (await mirrors.standing(session))["rule_interpretations"]
    shared, own = (rows[stable("interpretation", *key)] for key in (Key(PUBLIC, "shared"), Key("EA", "own")))
    rest, section_4, section_9 = (
        stable("rule", *key) for key in (law().key, Key("EA", "Section_4.A"), Key("EA", "Section_9"))
    )
    assert shared == {
        "airline_id": None,
        "scenario_description": ODD,
        "applicable_faa_rule_ids": [rest],
        "applicable_contract_term_ids": [],
        "interpretation": ODD,
        "example_calculation": None,
        "confidence_score": 80,
        "validated_by": None,
    }
    assert own["airline_id"] == two[0].airline
    assert own["applicable_faa_rule_ids"] == [rest]
    assert own["applicable_contract_term_ids"] == sorted([section_4, section_9])
    assert own["example_calculation"] == {"says": ODD}
    assert own["validated_by"] == stable("x")


async def test_an_airline_sees_shared_readings_and_its_own(database: Database, two: tuple[Sample, Sample]) -> None:
    for sample, expected in zip(two, ({PUBLIC, "EA"}, {PUBLIC}), strict=True):
        async with database.reading(admin(sample.airline)) as session:
            rows = (await mirrors.standing(session))["rule_interpretations"].values()
        assert {PUBLIC if row["airline_id"] is None else "EA" for row in rows} == expected


async def test_what_does_not_change_is_left_alone_and_what_is_gone_goes(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    asked = text(
        "SELECT rule_code, updated_at FROM faa_rules UNION SELECT term_code, updated_at FROM union_contract_terms"
    )
    async with database.reading(PLATFORM) as session:
        before = set((await session.execute(asked)).all())
    less = content().model_copy(update={"interpretations": (), "edges": tuple(map(cites, content().rules))})
    await publish(database, less)
    async with database.reading(PLATFORM) as session:
        assert set((await session.execute(asked)).all()) == before
        assert (await mirrors.standing(session))["rule_interpretations"] == {}


@pytest.mark.parametrize("count", [1, 300])
async def test_any_number_of_rules_is_the_same_number_of_statements(
    count: int, database: Database, two: tuple[Sample, Sample]
) -> None:
    part = RuleGraph(rules=tuple(term("EB", code=f"Section_{number}") for number in range(count)))
    sent = []
    async with database.writing(PLATFORM) as session:
        connection = await session.connection()
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *given: sent.append(given[2]))
        await mirrors.rewrite(session, "EB", two[1].airline, part)
        terms = (await mirrors.standing(session))["union_contract_terms"].values()
        assert sum(row["airline_id"] == two[1].airline for row in terms) == count
    assert len(sent) <= 5 + 3
