"""The regime of an airline: its own law and not the other's, at once, and nobody else's business."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.errors import NotFoundError, RefusedError
from domain.regime import Regime
from domain.rulegraph import EdgeKind
from domain.rules.rule import RuleKind
from domain.timeline import AcclimatedClock
from services import airlines, drafting, editing, judging, past, publishing, regimes, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from store import audit
from tests import changing
from tests.fixtures_store import admin, member

NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))


@pytest.fixture(autouse=True)
async def unchosen(ruled: Doors) -> AsyncIterator[None]:
    """Every test leaves both airlines under the law they had."""
    yield
    for airline in ("XP", "YY"):
        await regimes.choose(ruled, OPERATOR, airline, Regime.FAA, "as before")


async def law(doors: Doors, airline: str) -> tuple[set[RuleKind], str]:
    """Whose law binds an airline in November, and the hash of its Rulebook."""
    book = await rulebooks.in_force(doors, OPERATOR, airline, *NOVEMBER)
    return {rule.kind for rule in book.rules.values()} & {RuleKind.FAA, RuleKind.EASA}, book.hash


async def test_who_never_chose_flies_under_the_faa(ruled: Doors) -> None:
    assert await regimes.named(ruled, OPERATOR, "XP") is Regime.FAA
    assert (await law(ruled, "XP"))[0] == {RuleKind.FAA}


async def test_a_choice_binds_at_once_and_nobody_else(ruled: Doors) -> None:
    mine, others = await law(ruled, "XP"), await law(ruled, "YY")
    assert await regimes.choose(ruled, OPERATOR, "XP", Regime.EASA, "an operator of the Union")
    kinds, changed = await law(ruled, "XP")
    assert (kinds, changed == mine[1]) == ({RuleKind.EASA}, False)
    assert await law(ruled, "YY") == others
    assert not await regimes.choose(ruled, OPERATOR, "XP", Regime.EASA, "said once more")
    assert await regimes.choose(ruled, OPERATOR, "XP", Regime.FAA, "back again")
    assert await law(ruled, "XP") == mine


async def test_the_choice_is_in_the_log_and_leaves_other_policies_alone(ruled: Doors) -> None:
    await judging.choose_clock(ruled, OPERATOR, "YY", AcclimatedClock.HOME_BASE, "our clock")
    await regimes.choose(ruled, OPERATOR, "YY", Regime.EASA, "an operator of the Union")
    found = await airlines.find(ruled, OPERATOR, "YY")
    assert found.policy == {"acclimated_clock": "home_base", "regime": "EASA"}
    async with ruled.database.reading(OPERATOR) as session:
        last = (await audit.of(session, "airline", found.id))[-1]
    assert (last.reason, last.changes["after"]["policy"]) == ("an operator of the Union", found.policy)


async def test_the_record_answers_under_the_same_law_as_the_graph(ruled: Doors) -> None:
    await regimes.choose(ruled, OPERATOR, "XP", Regime.EASA, "why")
    _, book = await past.rulebook(ruled, OPERATOR, "XP", *NOVEMBER)
    assert book.hash == (await law(ruled, "XP"))[1]


async def test_rules_that_would_not_settle_under_the_other_law_keep_it_away(ruled: Doors) -> None:
    """A term of pay stands over a European limit: nobody minds until that law binds."""
    await airlines.ensure(ruled, OPERATOR, "ZZ", "Airline ZZ")
    await publishing.publish_packs(ruled, ["ZZ"])
    drawn = ("SAMPLE_Section_6.A", EdgeKind.OVERRIDES, "ORO.FTL.235(a)")
    await editing.connect(ruled, OPERATOR, "ZZ", *drawn, because="a test")
    await changing.publish(ruled, OPERATOR, "ZZ")
    with pytest.raises(RefusedError, match=r"cannot displace PUBLIC/ORO\.FTL\.235\(a\)"):
        await regimes.choose(ruled, OPERATOR, "ZZ", Regime.EASA, "why not")
    assert await regimes.named(ruled, OPERATOR, "ZZ") is Regime.FAA


async def test_a_publish_settles_each_airline_under_its_own_law(ruled: Doors) -> None:
    """The same edge cannot be published by an airline that flies under the law it offends."""
    await regimes.choose(ruled, OPERATOR, "YY", Regime.EASA, "why")
    drawn = ("SAMPLE_Section_6.A", EdgeKind.OVERRIDES, "ORO.FTL.235(a)")
    await editing.connect(ruled, OPERATOR, "YY", *drawn, because="a test")
    with pytest.raises(RefusedError, match="cannot displace"):
        await changing.publish(ruled, OPERATOR, "YY")
    await drafting.discard(ruled, OPERATOR, "YY")


async def test_who_may_choose(ruled: Doors) -> None:
    mine, other = [(await airlines.find(ruled, OPERATOR, code)).id for code in ("XP", "YY")]
    with pytest.raises(RefusedError, match="may not edit rules"):
        await regimes.choose(ruled, member(mine), "XP", Regime.EASA, "no")
    with pytest.raises(NotFoundError):
        await regimes.choose(ruled, admin(other), "XP", Regime.EASA, "no")
    assert await regimes.choose(ruled, admin(mine), "XP", Regime.EASA, "our own choice")
