"""Editions: one sequence, each owner's content by its hash, mirrors and audit in the same transaction."""

import asyncio
from datetime import date

import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.claims import Claims
from domain.crew import Position
from domain.errors import InputError, NotFoundError, RefusedError
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.limits import MinimumRest
from domain.rules.pay import MonthlyGuarantee
from domain.rules.rule import PUBLIC, Clause, Key, Phase, Rule, RuleKind, Version
from services.content import parts
from store import editions, publishing
from store.database import Database
from store.parts import merge
from tests.fixtures_store import PLATFORM, admin, member
from tests.store.sample import Sample, small_airline

SINCE = date(2024, 1, 1)
ALL = (Position.CAPTAIN, Position.FIRST_OFFICER, Position.FLIGHT_ATTENDANT)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(database: Database) -> tuple[Sample, Sample]:
    return await small_airline(database, "EA"), await small_airline(database, "EB")


def law(minutes: int = 600) -> Rule:
    """The ten-hour rest."""
    return Rule(
        code="14CFR117.25(e)", kind=RuleKind.FAA, category="REST_REQUIREMENTS", title="Rest", text="Ten hours.",
        clause="117.25(e)", positions=ALL[:2], hard=True, phase=Phase.BOTH, effective=SINCE,
        versions=(Version(since=SINCE, spec=MinimumRest(minutes=minutes)),),
    )  # fmt: skip


def term(owner: str, hours: int = 70, code: str = "Section_4.A") -> Rule:
    """A guarantee of one airline."""
    return Rule(
        owner=owner, code=code, kind=RuleKind.CONTRACT, category="GUARANTEES", title="Guarantee",
        clause="4.A", positions=ALL, hard=False, phase=Phase.OPERATE, effective=SINCE,
        versions=(Version(since=SINCE, spec=MonthlyGuarantee(minutes=hours * 60)),),
    )  # fmt: skip


def cites(rule: Rule) -> Edge:
    """The rule rests on its clause."""
    return Edge(kind=EdgeKind.CITES, owner=rule.owner, source=rule.key, target=Key(PUBLIC, rule.clause))


def content(*rules: Rule) -> RuleGraph:
    """The rules with a clause each."""
    return RuleGraph(
        rules=rules,
        clauses=tuple({Clause(citation=rule.clause, source="book") for rule in rules}),
        edges=tuple(cites(rule) for rule in rules),
    ).ordered()


async def _publish(database: Database, who: Claims, whole: RuleGraph, *only: str) -> int:
    chosen = {owner: part for owner, part in parts(whole).items() if not only or owner in only}
    async with publishing.hold(database, who) as session:
        number = (await editions.newest(session) or 0) + 1
        await editions.commit(session, number, chosen, "a test")
    return number


def test_split_and_merged_a_content_is_the_same_and_a_clause_goes_with_those_who_cite_it() -> None:
    whole = content(law(), term("EA"), term("EB").model_copy(update={"clause": "4.B"}))
    split = parts(whole)
    assert merge(split.values()) == whole
    assert {owner: [clause.citation for clause in part.clauses] for owner, part in split.items()} == {
        "EA": ["4.A"], "EB": ["4.B"], PUBLIC: ["117.25(e)"],
    }  # fmt: skip


async def test_an_airline_reads_the_shared_part_and_its_own(database: Database, two: tuple[Sample, Sample]) -> None:
    number = await _publish(database, PLATFORM, content(law(), term("EA"), term("EB", 75)))
    async with database.reading(admin(two[0].airline)) as session:
        found = await editions.content(session, number, "EA")
        spied = await editions.content(session, number, "EB")
    assert {rule.key for rule in found.rules} == {law().key, term("EA").key}
    assert {rule.key for rule in spied.rules} == {law().key}


async def test_past_editions_are_still_there_and_one_airline_s_leaves_the_other_s_alone(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    first = await _publish(database, PLATFORM, content(law(), term("EA", 70), term("EB", 70)))
    second = await _publish(database, admin(two[0].airline), content(term("EA", 80)), "EA")
    async with database.reading(PLATFORM) as session:
        before = await editions.whole(session, first)
        after = await editions.whole(session, second)
        stored = (await session.execute(text(f"SELECT owner FROM edition_parts WHERE edition = {second}"))).scalars()
        assert list(stored) == ["EA"]
    assert before == content(law(), term("EA", 70), term("EB", 70))
    assert after == content(law(), term("EA", 80), term("EB", 70))


async def test_the_mirrors_show_the_newest_edition(database: Database, two: tuple[Sample, Sample]) -> None:
    await _publish(database, PLATFORM, content(law(), term("EA"), term("EA", 1, "Old"), term("EB")))
    await _publish(database, PLATFORM, content(law(540), term("EA", 72), term("EB")))
    async with database.reading(admin(two[0].airline)) as session:
        rules = (await session.execute(text("SELECT rule_code, applies_to::text FROM faa_rules"))).all()
        asked = "SELECT term_code, calculation_formula, applies_to::text FROM union_contract_terms"
        terms = (await session.execute(text(asked))).all()
    assert [tuple(row) for row in rules] == [("14CFR117.25(e)", "{PILOTS}")]
    formula = {"type": "monthly_guarantee", "component": "guarantee", "minutes": 72 * 60, "proration": "none"}
    assert [(code, group) for code, _, group in terms] == [("Section_4.A", "{ALL_CREW}")]
    assert formula.items() <= terms[0][1].items()  # parameters left out are there with their defaults


async def test_a_number_that_is_not_the_next_is_refused(database: Database, two: tuple[Sample, Sample]) -> None:
    number = await _publish(database, PLATFORM, content(law()))
    for wrong in (number, number + 2):
        with pytest.raises(RefusedError, match="not the next one"):
            async with database.writing(PLATFORM) as session:
                await editions.commit(session, wrong, {}, "late")


async def test_an_airline_cannot_publish_law_nor_crew_anything(database: Database, two: tuple[Sample, Sample]) -> None:
    for who, whole in ((admin(two[0].airline), content(law(1))), (member(two[0].airline), content(term("EA", 1)))):
        with pytest.raises(RefusedError):
            await _publish(database, who, whole)


async def test_rules_of_nobody_s_airline_are_refused(database: Database, two: tuple[Sample, Sample]) -> None:
    with pytest.raises(InputError, match="ZZ"):
        await _publish(database, PLATFORM, content(law(), term("ZZ")))


async def test_an_edition_that_was_never_published_says_so(database: Database) -> None:
    with pytest.raises(NotFoundError, match="no edition 0"):
        async with database.reading(PLATFORM) as session:
            await editions.whole(session, 0)


async def test_one_publishes_at_a_time_and_a_failed_one_leaves_no_edition(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    async with database.reading(PLATFORM) as session:
        before = await editions.newest(session)
    both = (_publish(database, PLATFORM, content(law(n), term("EA"))) for n in (601, 602))
    outcomes = await asyncio.gather(*both, _held(database), return_exceptions=True)
    refused = [each for each in outcomes if isinstance(each, RefusedError)]
    async with database.reading(PLATFORM) as session:
        after = await editions.newest(session)
    assert len(refused) >= 1
    assert (after or 0) - (before or 0) == len([each for each in outcomes if isinstance(each, int)])


async def _held(database: Database) -> None:
    async with publishing.hold(database, PLATFORM) as session:
        await session.execute(text("SELECT pg_sleep(0.2)"))
        raise RefusedError("given up")
