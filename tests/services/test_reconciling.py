"""Graph and mirrors against the edition: what was changed past crewlex on either side is named, and put right."""

import psycopg
import pytest

from domain.errors import NotFoundError, RefusedError
from domain.readings import Interpretation
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key, RuleKind
from graph.content import joined
from servers.addresses import Addresses
from services import airlines, checking, publishing, reconciling
from services.airlines import OPERATOR
from services.doors import Doors
from store import audit, mirrors
from store import publishing as turn
from store.database import WriteSession
from store.ids import stable
from tests.fixtures_store import admin
from tests.graph.raw import rows

SPOIL = {
    "faa_rules": (
        "DELETE FROM faa_rules WHERE rule_code = '14CFR117.25(e)'",
        "faa_rules 14CFR117.25(e): in the edition, and missing in the table",
    ),
    "more faa_rules": (
        "INSERT INTO faa_rules (rule_code, rule_category, rule_title, rule_text, effective_date, applies_to) "
        "VALUES ('14CFR999', 'X', 'Invented', '', '2026-01-01', '{PILOTS}')",
        "faa_rules 14CFR999: in the table, and not in the edition",
    ),
    "union_contract_terms": (
        "UPDATE union_contract_terms SET term_title = 'Never', effective_date = '2030-01-01' "
        "WHERE term_code = 'SAMPLE_Section_4.B' AND airline_id = (SELECT id FROM airlines WHERE code = 'XP')",
        'SAMPLE_Section_4.B: effective_date: "2022-01-20" in the edition, "2030-01-01" in the table',
    ),
    "calculation_formula": (
        "UPDATE union_contract_terms SET calculation_formula = jsonb_set(calculation_formula, '{percent}', '5') "
        "WHERE term_code = 'SAMPLE_Section_4.B' AND airline_id = (SELECT id FROM airlines WHERE code = 'XP')",
        "union_contract_terms SAMPLE_Section_4.B: calculation_formula.percent: 50 in the edition, 5 in the table",
    ),
    "rule_interpretations": (
        "UPDATE rule_interpretations SET confidence_score = 0, applicable_faa_rule_ids = '{}' "
        "WHERE airline_id IS NULL AND cardinality(applicable_faa_rule_ids) > 0",
        "in the edition, [] in the table",
    ),
}


@pytest.fixture
def spoiled(ruled: Doors, addresses: Addresses) -> None:
    """Tables that somebody changed past crewlex."""
    with psycopg.connect(addresses.direct_url, autocommit=True) as connection:
        for statement, _ in SPOIL.values():
            assert connection.execute(statement).rowcount >= 1


async def test_what_was_published_differs_in_nothing(ruled: Doors) -> None:
    assert await reconciling.reconcile(ruled, OPERATOR) == (1, ())


async def test_both_sides_are_named_and_put_right(ruled: Doors, addresses: Addresses, spoiled: None) -> None:
    await rows(addresses, "strange/field_changed")
    await rows(addresses, "strange/derived_gone")
    found = await reconciling.reconcile(ruled, OPERATOR)
    told = "\n".join(found.differences)
    for _, said in SPOIL.values():
        assert said in told
    assert "Rule XP/SAMPLE_Section_4.B: priority: 500 in the edition, nothing in the graph" in told
    assert "XP/SAMPLE_Section_4.B YIELDS overtime: in the edition, and missing in the graph" in told
    others = (await reconciling.reconcile(ruled, OPERATOR, "YY")).differences
    assert others
    assert not [line for line in others if "SAMPLE_Section_4.B" in line]

    async with turn.hold(ruled.database, OPERATOR):
        with pytest.raises(RefusedError, match="Somebody else is publishing"):
            await reconciling.repair(ruled, OPERATOR)
    assert await reconciling.repair(ruled, OPERATOR) == found
    assert await reconciling.reconcile(ruled, OPERATOR) == (1, ())
    await checking.check(ruled, OPERATOR, "XP")
    async with ruled.database.reading(OPERATOR) as session:
        entry = (await audit.of(session, "edition", 1))[-1]
    assert (entry.actor_id, entry.reason) == (OPERATOR.sub, "rules reconcile --repair")
    assert entry.changes["before"] == {"differences": len(found.differences), "first": list(found.differences)[:100]}


async def test_where_nothing_differs_a_repair_writes_nothing(ruled: Doors) -> None:
    async with ruled.database.reading(OPERATOR) as session:
        before = len(await audit.of(session, "edition", 1))
    assert await reconciling.repair(ruled, OPERATOR) == (1, ())
    async with ruled.database.reading(OPERATOR) as session:
        assert len(await audit.of(session, "edition", 1)) == before


async def test_who_may_and_for_whom(ruled: Doors) -> None:
    who = admin((await airlines.find(ruled, OPERATOR, "XP")).id)
    for asked in (reconciling.reconcile(ruled, who, "XP"), reconciling.repair(ruled, who)):
        with pytest.raises(RefusedError, match="Only the platform's administrators"):
            await asked
    with pytest.raises(NotFoundError, match="no airline QQ"):
        await reconciling.reconcile(ruled, OPERATOR, "QQ")


async def test_a_rule_that_becomes_law_reaches_the_readings_of_airlines(ruled: Doors) -> None:
    """Law alone is published, and the row of an airline's reading of it follows."""
    law = Key(PUBLIC, "14CFR117.25(e)")
    reading = Interpretation(
        owner="XP", code="rest", title="Rest", situation="s", reading="r", source="x", confidence=90,
        example='{"rest": "10:00"}', validated_by="6f70e7a4-0000-4000-8000-000000000001",
    )  # fmt: skip
    about = (law, Key("XP", "SAMPLE_Section_4.B"))
    edges = tuple(Edge(kind=EdgeKind.INTERPRETS, owner="XP", source=reading.key, target=key) for key in about)

    async def kinds(kind: RuleKind, more: RuleGraph) -> tuple[int, int]:
        """Publishes the rule with this kind; how many laws and terms the reading's row then names."""

        async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
            rules = tuple(r.model_copy(update={"kind": kind}) if r.key == law else r for r in before.rules)
            return joined([before.model_copy(update={"rules": rules}), more]).ordered()

        await publishing.publish(ruled, OPERATOR, "a test", change)
        assert (await reconciling.reconcile(ruled, OPERATOR)).differences == ()
        async with ruled.database.reading(OPERATOR) as session:
            row = (await mirrors.standing(session))["rule_interpretations"][stable("interpretation", *reading.key)]
        assert (row["example_calculation"], row["confidence_score"]) == ({"rest": "10:00"}, 90)
        assert str(row["validated_by"]) == reading.validated_by
        return len(row["applicable_faa_rule_ids"]), len(row["applicable_contract_term_ids"])

    assert await kinds(RuleKind.FAA, RuleGraph(interpretations=(reading,), edges=edges)) == (1, 1)
    assert await kinds(RuleKind.EASA, RuleGraph()) == (0, 1)
    assert await kinds(RuleKind.FAA, RuleGraph()) == (1, 1)
