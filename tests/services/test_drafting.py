"""Drafts: who may edit what, and that nobody's work is lost."""

from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

import pytest

from domain.claims import Claims
from domain.crew import Role
from domain.errors import CrewlexError, InputError, NotFoundError, RefusedError
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import Key, Rule
from services import airlines, approving, drafting, editing, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from store import audit, drafts
from tests import changing
from tests.changing import REVIEWER
from tests.fixtures_store import admin, member

TABLE_B = "14CFR117.13(a)"
OVERTIME = "SAMPLE_Section_4.B"
MONTH = date(2026, 12, 1)
"""The month we are in."""


async def content(doors: Doors) -> RuleGraph:
    return (await publishing.published(doors))[1]


async def rule(doors: Doors, owner: str, code: str) -> Rule:
    return next(rule for rule in (await content(doors)).rules if rule.key == (owner, code))


async def overrides(doors: Doors) -> set[tuple[Key, Key]]:
    return {(edge.source, edge.target) for edge in (await content(doors)).edges if edge.kind is EdgeKind.OVERRIDES}


async def analyst(doors: Doors, number: int, airline: str = "XP") -> Claims:
    """One of an airline's administrators."""
    found = await airlines.find(doors, OPERATOR, airline)
    return Claims(sub=UUID(int=number), email=f"{number}@example.com", role=Role.ADMIN, airline_id=found.id)


async def test_a_draft_that_counts_credit_in_no_order_is_told(ruled: Doors) -> None:
    await editing.disconnect(ruled, OPERATOR, "PUBLIC", "guarantee", EdgeKind.DEPENDS_ON, "duty_rig")
    with pytest.raises(RefusedError, match=r"\(guarantee\) counts what XP/SAMPLE_Section_3.C \(duty_rig\) pays"):
        await drafting.check(ruled, OPERATOR, "PUBLIC", MONTH)
    await drafting.discard(ruled, OPERATOR, "PUBLIC")


async def test_edits_gather_in_a_draft_and_take_effect_together(ruled: Doors) -> None:
    before = await content(ruled)
    await editing.set_value(ruled, OPERATOR, "PUBLIC", TABLE_B, "rows[06:00].limits[4]", "11:30")
    draft = await editing.disconnect(
        ruled, OPERATOR, "PUBLIC", "XP/SAMPLE_Section_5.A_redeye", EdgeKind.APPLIES_TO, "red_eye"
    )
    assert draft.lines == (
        "set PUBLIC/14CFR117.13(a) rows[06:00].limits[4] to 11:30",
        "disconnect XP/SAMPLE_Section_5.A_redeye APPLIES_TO PUBLIC/red_eye",
    )
    assert await drafting.opened(ruled, OPERATOR, "PUBLIC") == draft
    assert await drafting.check(ruled, OPERATOR, "PUBLIC", MONTH) == draft
    assert await content(ruled) == before
    await changing.publish(ruled, OPERATOR, "PUBLIC", "both", MONTH)
    assert await drafting.opened(ruled, OPERATOR, "PUBLIC") is None
    table = (await rule(ruled, "PUBLIC", TABLE_B)).versions[-1].spec
    assert next(row.limits[3] for row in table.rows if row.start == 360) == 690  # type: ignore[union-attr]
    ended = [edge for edge in (await content(ruled)).edges if edge not in before.edges]
    assert [(edge.source.code, edge.until) for edge in ended] == [("SAMPLE_Section_5.A_redeye", MONTH)]


async def test_an_override_is_turned_around(ruled: Doors) -> None:
    winner, loser = sorted(await overrides(ruled))[0]
    owner = "PUBLIC" if winner.owner == "PUBLIC" else winner.owner
    await editing.override(ruled, OPERATOR, owner, loser.code, winner.code, "the parties agreed")
    await changing.publish(ruled, OPERATOR, owner, "the other way")
    assert (loser, winner) in await overrides(ruled)
    assert (winner, loser) not in await overrides(ruled)


async def test_a_discarded_draft_leaves_nothing_behind(ruled: Doors) -> None:
    before = await publishing.published(ruled)
    await editing.set_value(ruled, OPERATOR, "YY", OVERTIME, "percent", 99)
    await drafting.discard(ruled, OPERATOR, "YY")
    assert await drafting.opened(ruled, OPERATOR, "YY") is None
    with pytest.raises(NotFoundError, match="no draft for YY"):
        await drafting.submit(ruled, OPERATOR, "YY", "nothing there", None)
    assert await publishing.published(ruled) == before


async def test_of_two_drafts_on_one_rule_the_second_is_refused_and_the_first_not_lost(ruled: Doors) -> None:
    one, other = await analyst(ruled, 11), await analyst(ruled, 12)
    await editing.set_value(ruled, one, "XP", OVERTIME, "percent", 61)
    await editing.set_value(ruled, other, "XP", OVERTIME, "threshold", "79:00")
    await changing.publish(ruled, one, "XP", "first")
    with pytest.raises(RefusedError, match=rf"XP/{OVERTIME} was changed by a publish after this draft touched it"):
        await drafting.submit(ruled, other, "XP", "second", None)
    with pytest.raises(RefusedError, match="was changed by a publish"):
        await editing.set_value(ruled, other, "XP", "SAMPLE_Section_6.A", "per_hour", "2.50")
    spec = (await rule(ruled, "XP", OVERTIME)).versions[-1].spec
    assert (spec.percent, spec.threshold) == (61, 4800)  # type: ignore[union-attr]
    await drafting.discard(ruled, other, "XP")
    await editing.set_value(ruled, other, "XP", OVERTIME, "threshold", "79:00")
    await changing.publish(ruled, other, "XP", "looked again")
    spec = (await rule(ruled, "XP", OVERTIME)).versions[-1].spec
    assert (spec.percent, spec.threshold) == (61, 4740)  # type: ignore[union-attr]


async def test_two_drafts_on_different_things_are_both_published(ruled: Doors) -> None:
    one, other = await analyst(ruled, 13), await analyst(ruled, 14)
    await editing.set_value(ruled, one, "XP", "SAMPLE_Section_6.A", "per_hour", "2.75")
    await editing.disconnect(ruled, other, "XP", "SAMPLE_Section_5.B_holiday", EdgeKind.APPLIES_TO, "holiday_flight")
    second = await changing.approved(ruled, other, "XP", effective=MONTH)
    first = await changing.publish(ruled, one, "XP", "first")
    assert await approving.publish(ruled, other, second.number) == first + 1


async def test_a_connection_removed_by_another_is_not_drawn_again_unseen(ruled: Doors) -> None:
    one, other = await analyst(ruled, 15, "YY"), await analyst(ruled, 16, "YY")
    for claims in (one, other):
        await editing.disconnect(ruled, claims, "YY", "SAMPLE_Section_5.A_redeye", EdgeKind.APPLIES_TO, "red_eye")
    await changing.publish(ruled, one, "YY", "first", MONTH)
    with pytest.raises(RefusedError, match="APPLIES_TO"):
        await drafting.submit(ruled, other, "YY", "second", MONTH)


Verb = Callable[[Doors, Claims], Awaitable[object]]
FORBIDDEN: dict[str, tuple[Verb, type[CrewlexError], str]] = {
    "shared law": (
        lambda doors, who: editing.set_value(doors, who, "PUBLIC", TABLE_B, "rows[06:00].limits[4]", "23:00"),
        RefusedError,
        "platform's administrators",
    ),
    "shared law in their own name": (
        lambda doors, who: editing.set_value(doors, who, "XP", TABLE_B, "rows[06:00].limits[4]", "23:00"),
        RefusedError,
        "belongs to PUBLIC",
    ),
    "another airline's": (
        lambda doors, who: editing.set_value(doors, who, "YY", OVERTIME, "percent", 0),
        NotFoundError,
        "no airline YY here",
    ),
    "another airline's in their own name": (
        lambda doors, who: editing.set_value(doors, who, "XP", f"YY/{OVERTIME}", "percent", 0),
        NotFoundError,
        "no rule YY/",
    ),
    "somebody's draft": (lambda doors, who: drafting.submit(doors, who, "YY", "x", None), NotFoundError, "YY"),
}


@pytest.mark.parametrize(("verb", "error", "why"), FORBIDDEN.values(), ids=FORBIDDEN)
async def test_an_airlines_administrator_edits_its_own_contract_only(
    ruled: Doors, verb: Verb, error: type[CrewlexError], why: str
) -> None:
    own = (await airlines.find(ruled, OPERATOR, "XP")).id
    before = await publishing.published(ruled)
    with pytest.raises(error, match=why):
        await verb(ruled, admin(own))
    assert await publishing.published(ruled) == before


async def test_crew_and_programs_edit_nothing(ruled: Doors) -> None:
    own = (await airlines.find(ruled, OPERATOR, "XP")).id
    for claims in (member(own), airlines.service(own)):
        with pytest.raises(RefusedError, match="may not edit rules"):
            await editing.set_value(ruled, claims, "XP", OVERTIME, "percent", 200)


async def test_an_administrator_publishes_and_is_named_in_the_log(ruled: Doors) -> None:
    who = await analyst(ruled, 17)
    await editing.set_value(ruled, who, "XP", OVERTIME, "percent", 77)
    async with ruled.database.reading(who) as session:
        draft = await drafts.opened(session, "XP")
    assert draft is not None
    number = await changing.publish(ruled, who, "XP", "agreed with the union")
    async with ruled.database.reading(who) as session:
        (published,) = await audit.of(session, "edition", number)
        deeds = await audit.of(session, "draft", draft.id)
    assert (published.actor_id, published.reason) == (who.sub, "agreed with the union")
    assert [(deed.action, deed.actor_id) for deed in deeds] == [
        ("UPDATED", who.sub), ("SUBMITTED", who.sub), ("APPROVED", REVIEWER.sub), ("PUBLISHED", who.sub)
    ]  # fmt: skip


WRONG = {
    "no such rule": (
        lambda doors: editing.set_value(doors, OPERATOR, "XP", "SAMPLE_Section_4.X", "percent", 1),
        NotFoundError,
    ),
    "no such path": (lambda doors: editing.set_value(doors, OPERATOR, "XP", OVERTIME, "per_cent", 1), InputError),
    "no such value": (lambda doors: editing.set_value(doors, OPERATOR, "XP", OVERTIME, "percent", "many"), InputError),
    "no such edge": (
        lambda doors: editing.disconnect(doors, OPERATOR, "XP", OVERTIME, EdgeKind.APPLIES_TO, "red_eye"),
        NotFoundError,
    ),
    "a conflict without a method": (
        lambda doors: editing.connect(doors, OPERATOR, "XP", OVERTIME, EdgeKind.CONFLICTS_WITH, "SAMPLE_Section_4.A"),
        InputError,
    ),
}


@pytest.mark.parametrize(("verb", "error"), WRONG.values(), ids=WRONG)
async def test_what_does_not_fit_is_refused_when_it_is_drafted(
    ruled: Doors, verb: Callable[[Doors], Awaitable[object]], error: type[CrewlexError]
) -> None:
    with pytest.raises(error):
        await verb(ruled)
    assert await drafting.opened(ruled, OPERATOR, "XP") is None


async def test_a_draft_that_changes_nothing_is_said_to(ruled: Doors) -> None:
    standing = (await rule(ruled, "YY", OVERTIME)).versions[-1].spec
    await editing.set_value(ruled, OPERATOR, "YY", OVERTIME, "percent", standing.percent)  # type: ignore[union-attr]
    with pytest.raises(RefusedError, match="changes nothing"):
        await drafting.submit(ruled, OPERATOR, "YY", "nothing", None)
    await drafting.discard(ruled, OPERATOR, "YY")
