"""Publishing: all of it or nothing, in the graph and in the record, whatever happens in between."""

import asyncio
import json
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.errors import ConflictError, InputError, RefusedError
from domain.rulegraph import EdgeKind, RuleGraph
from graph import edition
from graph.packs import load_packs
from services import airlines, drafting, editing, publishing, rulebooks
from services.airlines import OPERATOR
from services.content import part
from services.doors import Doors, opened_at
from store import audit
from store import publishing as lock
from store.database import WriteSession
from tests import changing
from tests.fixtures_doors import settings_at
from tests.services.half_publish import retitled

ROOT = Path(__file__).parents[2]
NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
CITES, CONFLICTS = EdgeKind.CITES, EdgeKind.CONFLICTS_WITH


async def standing(doors: Doors) -> tuple[int, RuleGraph, int | None, RuleGraph]:
    """What the record and the graph have: number and content of each."""
    number, content = await publishing.published(doors)
    return number, content, await edition.mark(doors.graph), await edition.read_content(doors.graph)


async def agreed(doors: Doors) -> int:
    """The number that record and graph agree on, with equal content."""
    number, content, mark, live = await standing(doors)
    assert (mark, live) == (number, content)
    return number


async def test_the_packs_are_published_once(ruled: Doors) -> None:
    before = await agreed(ruled)
    assert await publishing.publish_packs(ruled, ["XP", "YY"]) == before
    assert await agreed(ruled) == before


async def test_what_is_published_needs_no_packs_any_more(ruled: Doors, home: Path) -> None:
    settings = settings_at(home).model_copy(update={"rulepacks": home / "removed"})
    without = replace(ruled, settings=settings)
    number = await publishing.publish_packs(without, ["XP"])
    await editing.set_value(without, OPERATOR, "XP", "SAMPLE_Section_4.B", "percent", 160)
    assert await changing.publish(without, OPERATOR, "XP", "no packs needed") == number + 1
    with pytest.raises(InputError, match="no rule pack"):
        await publishing.publish_packs(without, ["XP"], replace=True)


async def test_a_new_airline_gets_its_contract_and_nobodys_edits_are_undone(ruled: Doors) -> None:
    await airlines.ensure(ruled, OPERATOR, "ZZ", "Airline ZZ")
    await editing.set_value(ruled, OPERATOR, "XP", "SAMPLE_Section_4.B", "percent", 175)
    number = await changing.publish(ruled, OPERATOR, "XP", "better overtime")
    _, before = await publishing.published(ruled)
    assert await publishing.publish_packs(ruled, ["XP", "ZZ"]) == number + 1
    _, after = await publishing.published(ruled)
    assert [part(after, owner) for owner in ("PUBLIC", "XP", "YY")] == [
        part(before, owner) for owner in ("PUBLIC", "XP", "YY")
    ]
    assert len(part(after, "ZZ").rules) == len(part(after, "YY").rules) > 0


async def test_replacing_puts_the_packs_back_for_those_named(ruled: Doors) -> None:
    for owner, percent in (("XP", 180), ("YY", 190)):
        await editing.set_value(ruled, OPERATOR, owner, "SAMPLE_Section_4.B", "percent", percent)
        await changing.publish(ruled, OPERATOR, owner, "before replacing")
    await publishing.publish_packs(ruled, ["XP"], replace=True)
    _, content = await publishing.published(ruled)
    assert part(content, "XP") == part(load_packs(airlines=["XP"]), "XP")
    edited = next(rule for rule in part(content, "YY").rules if rule.code == "SAMPLE_Section_4.B")
    assert getattr(edited.spec_on(NOVEMBER[0]), "percent", None) == 190


async def test_an_airline_that_is_not_there_owns_nothing(ruled: Doors) -> None:
    before = await agreed(ruled)
    with pytest.raises(InputError, match="QQ owns rules and is no airline"):
        await publishing.publish_packs(ruled, ["QQ"])
    assert await agreed(ruled) == before


async def test_one_airlines_publish_leaves_the_others_rulebook_as_it_is(ruled: Doors) -> None:
    before = {code: (await rulebooks.in_force(ruled, OPERATOR, code, *NOVEMBER)).hash for code in ("XP", "YY")}
    await editing.set_value(ruled, OPERATOR, "XP", "SAMPLE_Section_6.A", "per_hour", "3.10")
    await changing.publish(ruled, OPERATOR, "XP", "more per diem")
    after = {code: (await rulebooks.in_force(ruled, OPERATOR, code, *NOVEMBER)).hash for code in ("XP", "YY")}
    assert after["YY"] == before["YY"]
    assert after["XP"] != before["XP"]


async def test_rules_that_disagree_are_refused_and_both_clauses_named(ruled: Doors) -> None:
    before = await agreed(ruled)
    await editing.disconnect(ruled, OPERATOR, "XP", "SAMPLE_Section_4.A", CONFLICTS, "SAMPLE_LOA_21-01")
    with pytest.raises(ConflictError, match=r"(?s)Section 4\.A.*Letter of Agreement 21-01|Letter.*Section 4\.A"):
        await changing.publish(ruled, OPERATOR, "XP", "unsettled")
    assert await agreed(ruled) == before
    await drafting.discard(ruled, OPERATOR, "XP")


async def test_what_the_graph_finds_wrong_is_not_published(ruled: Doors) -> None:
    before = await agreed(ruled)
    await editing.disconnect(ruled, OPERATOR, "PUBLIC", "OPS-REPORT", CITES, await citation(ruled, "OPS-REPORT"))
    with pytest.raises(RefusedError, match="cites no clause"):
        await changing.publish(ruled, OPERATOR, "PUBLIC", "without a clause")
    assert await agreed(ruled) == before
    await drafting.discard(ruled, OPERATOR, "PUBLIC")


async def test_a_failure_between_graph_and_record_undoes_both(ruled: Doors) -> None:
    before = await agreed(ruled)

    async def fail(_: WriteSession, number: int) -> None:
        assert await edition.mark(ruled.graph) == number == before + 1
        raise RefusedError("the lights went out")

    with pytest.raises(RefusedError, match="lights"):
        await publishing.publish(ruled, OPERATOR, "fails", retitled, fail)
    assert await agreed(ruled) == before


async def test_a_killed_publish_is_undone_at_the_next_start(ruled: Doors, home: Path) -> None:
    before = await agreed(ruled)
    await killed_half_way(ruled, home)
    assert (await standing(ruled))[::2] == (before, before + 1)
    async with opened_at(ruled.settings, ruled.addresses):
        assert await agreed(ruled) == before


async def test_while_somebody_publishes_another_is_refused_and_recovery_waits(ruled: Doors) -> None:
    before = await agreed(ruled)
    async with lock.hold(ruled.database, OPERATOR):
        await edition.publish(ruled.graph, (await publishing.published(ruled))[1], before + 1)
        with pytest.raises(RefusedError, match="publishing"):
            await publishing.publish(ruled, OPERATOR, "too soon", retitled)
        assert await publishing.recover(ruled) is False
        assert await edition.mark(ruled.graph) == before + 1
    assert await publishing.recover(ruled) is True
    assert await agreed(ruled) == before


async def test_an_edition_is_in_the_log_with_who_and_why(ruled: Doors) -> None:
    number = await publishing.publish(ruled, OPERATOR, "a better title", retitled)
    async with ruled.database.reading(OPERATOR) as session:
        (entry,) = await audit.of(session, "edition", number)
    assert (entry.actor_id, entry.reason) == (OPERATOR.sub, "a better title")


async def killed_half_way(doors: Doors, home: Path) -> None:
    """Runs a publish in a program of its own and kills it between the graph and the record."""
    named = ("database_url", "direct_url", "neo4j_uri", "neo4j_user", "neo4j_password")
    given = {name: getattr(doors.addresses, name) for name in named} | {"home": str(home)}
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.services.half_publish",
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps(given).encode())
    program.stdin.close()
    assert int(await asyncio.wait_for(program.stdout.readline(), 60))
    program.kill()
    await program.wait()


async def citation(doors: Doors, code: str) -> str:
    """The clause that a shared rule cites."""
    _, content = await publishing.published(doors)
    return next(edge.target.code for edge in content.edges if edge.kind is CITES and edge.source.code == code)
