"""A live graph that was changed past crewlex: found, and put back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.errors import InputError, RefusedError
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import Former, Scenario
from graph import edition
from services import airlines, checking, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from store import publishing as turn
from store.database import WriteSession
from tests.fixtures_store import admin


async def test_a_graph_changed_past_crewlex_is_found_and_put_back(ruled: Doors) -> None:
    number, content = await publishing.published(ruled)
    first, *others = content.rules
    changed = content.model_copy(update={"rules": (first.model_copy(update={"title": "another"}), *others)})
    await edition.publish(ruled.graph, changed, number)
    with pytest.raises(RefusedError, match="changed it past crewlex"):
        await checking.check(ruled, OPERATOR, "XP")
    async with turn.hold(ruled.database, OPERATOR):
        with pytest.raises(RefusedError, match="Somebody else is publishing"):
            await checking.check(ruled, OPERATOR, "XP", repair=True)
    assert (await checking.check(ruled, OPERATOR, "XP", repair=True)).edition == number
    assert await edition.read_content(ruled.graph) == content


async def test_only_the_platform_puts_the_graph_back(ruled: Doors) -> None:
    own = (await airlines.find(ruled, OPERATOR, "XP")).id
    with pytest.raises(RefusedError, match="Shared law is edited by the platform"):
        await checking.check(ruled, admin(own), "XP", repair=True)


def redeye(**changed: Any) -> Callable[[RuleGraph], RuleGraph]:
    """The content with the scenario of red-eyes changed."""

    def change(content: RuleGraph) -> RuleGraph:
        return content.model_copy(update={"scenarios": tuple(map(one, content.scenarios))})

    def one(scenario: Scenario) -> Scenario:
        return scenario.model_copy(update=changed) if scenario.id == "red_eye" else scenario

    return change


def alone(content: RuleGraph) -> RuleGraph:
    """The content with a rule that applies to nothing."""
    kept = (
        edge
        for edge in content.edges
        if edge.kind is not EdgeKind.APPLIES_TO or edge.source.code != "SAMPLE_Section_5.A_redeye"
    )
    return content.model_copy(update={"edges": tuple(kept)})


BEFORE = date(2026, 1, 1)
REFUSED = [
    (
        "a scenario that can never hold",
        redeye(condition="report_local_min < 60 AND report_local_min > 300"),
        "The scenario PUBLIC/red_eye can never hold: no row of facts satisfies 'report_local_min < 60 AND",
    ),
    (
        "one that never held",
        redeye(earlier=(Former(until=BEFORE, condition="duty_minutes < 1 AND duty_minutes > 1"),)),
        "The scenario PUBLIC/red_eye can never hold",
    ),
    (
        "an earlier condition that cannot be read",
        redeye(earlier=(Former(until=BEFORE, condition="report_local_min <"),)),
        "In the condition 'report_local_min <'",
    ),
    (
        "a rule without a scenario",
        alone,
        r"XP/SAMPLE_Section_5.A_redeye applies to no scenario \(checks/rule_without_sc",
    ),
]


@pytest.mark.parametrize(("spoil", "says"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
async def test_what_a_check_finds_is_not_published(
    spoil: Callable[[RuleGraph], RuleGraph], says: str, ruled: Doors
) -> None:
    async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        return spoil(before)

    number, content = await publishing.published(ruled)
    with pytest.raises((RefusedError, InputError), match=says):
        await publishing.publish(ruled, OPERATOR, "spoiled", change)
    assert await publishing.published(ruled) == (number, content)
    found = await checking.check(ruled, OPERATOR, "XP")
    assert (found.edition, found.checks[-1]) == (number, checking.NEVER)
