"""The regime of an airline: its own law and not the other's, at once, and nobody else's business."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.errors import InputError, NotFoundError, RefusedError
from domain.regime import Regime
from domain.rulegraph import EdgeKind
from domain.rules.rule import RuleKind
from domain.timelines.timeline import AcclimatedClock
from services import airlines, drafting, editing, judging, past, publishing, regimes, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from services.months import Month
from services.regimes import Choice
from store import audit
from tests import changing
from tests.fixtures_store import admin, member

OCTOBER, NOVEMBER = ((date(2026, month, 1), date(2026, month + 1, 1)) for month in (10, 11))
JANUARY = (date(2027, 1, 1), date(2027, 2, 1))


def under(regime: Regime, since: date = NOVEMBER[0]) -> Choice:
    """A regime from November on, or from another day."""
    return Choice(since=since, regime=regime)


EASA, FAA = under(Regime.EASA), under(Regime.FAA)


@pytest.fixture(autouse=True)
async def unchosen(ruled: Doors) -> AsyncIterator[None]:
    """Every test leaves both airlines under the law they had."""
    yield
    for airline in ("XP", "YY"):
        for choice in await regimes.listed(ruled, OPERATOR, airline):
            if choice != regimes.UNCHOSEN:
                await regimes.choose(ruled, OPERATOR, airline, under(Regime.FAA, choice.since), "as before")


async def law(doors: Doors, airline: str, month: Month = NOVEMBER) -> tuple[set[RuleKind], str]:
    """Whose law binds an airline in a month, and the hash of its Rulebook."""
    book = await rulebooks.in_force(doors, OPERATOR, airline, *month)
    return {rule.kind for rule in book.rules.values()} & {RuleKind.FAA, RuleKind.EASA}, book.hash


async def test_who_never_chose_flies_under_the_faa(ruled: Doors) -> None:
    assert await regimes.listed(ruled, OPERATOR, "XP") == (regimes.UNCHOSEN,)
    assert await regimes.named(ruled, OPERATOR, "XP", *NOVEMBER) is Regime.FAA
    assert (await law(ruled, "XP"))[0] == {RuleKind.FAA}


async def test_a_choice_binds_at_once_and_nobody_else(ruled: Doors) -> None:
    mine, others = await law(ruled, "XP"), await law(ruled, "YY")
    assert await regimes.choose(ruled, OPERATOR, "XP", EASA, "an operator of the Union")
    kinds, changed = await law(ruled, "XP")
    assert (kinds, changed == mine[1]) == ({RuleKind.EASA}, False)
    assert await law(ruled, "YY") == others
    assert not await regimes.choose(ruled, OPERATOR, "XP", EASA, "said once more")
    assert await regimes.choose(ruled, OPERATOR, "XP", FAA, "back again")
    assert await law(ruled, "XP") == mine


async def test_a_choice_leaves_the_months_before_its_day_as_they_were(ruled: Doors) -> None:
    before = [await law(ruled, "XP", month) for month in (OCTOBER, NOVEMBER, JANUARY)]
    await regimes.choose(ruled, OPERATOR, "XP", under(Regime.EASA, JANUARY[0]), "from the new year on")
    assert [await law(ruled, "XP", month) for month in (OCTOBER, NOVEMBER)] == before[:2]
    for known in (past.NOW, past.Known(edition=await past.number(ruled, OPERATOR))):
        assert (await past.rulebook(ruled, OPERATOR, "XP", *NOVEMBER, known))[1].hash == before[1][1]
    assert (await law(ruled, "XP", JANUARY))[0] == {RuleKind.EASA}
    await regimes.choose(ruled, OPERATOR, "XP", EASA, "two months earlier")
    assert [choice.since for choice in await regimes.listed(ruled, OPERATOR, "XP")] == [date.min, NOVEMBER[0]]
    await regimes.choose(ruled, OPERATOR, "XP", under(Regime.FAA, JANUARY[0]), "and back")
    laws = [(await law(ruled, "XP", month))[0] for month in (OCTOBER, NOVEMBER, JANUARY)]
    assert laws == [{RuleKind.FAA}, {RuleKind.EASA}, {RuleKind.FAA}]


async def test_a_regime_changes_between_pay_periods(ruled: Doors) -> None:
    with pytest.raises(InputError, match="let the regime change on 2026-11-01 or 2026-12-01"):
        await regimes.choose(ruled, OPERATOR, "XP", under(Regime.EASA, date(2026, 11, 15)), "why")
    await regimes.choose(ruled, OPERATOR, "XP", EASA, "why")
    with pytest.raises(RefusedError, match="From 2026-11-01 on the airline flies under EASA, which is inside"):
        await rulebooks.in_force(ruled, OPERATOR, "XP", OCTOBER[0], NOVEMBER[1])


async def test_the_choice_is_in_the_log_and_leaves_other_policies_alone(ruled: Doors) -> None:
    await judging.choose_clock(ruled, OPERATOR, "YY", AcclimatedClock.HOME_BASE, "our clock")
    await regimes.choose(ruled, OPERATOR, "YY", EASA, "an operator of the Union")
    found = await airlines.find(ruled, OPERATOR, "YY")
    assert found.policy == {"acclimated_clock": "home_base", "regimes": [{"since": "2026-11-01", "regime": "EASA"}]}
    async with ruled.database.reading(OPERATOR) as session:
        last = (await audit.of(session, "airline", found.id))[-1]
    assert (last.reason, last.changes["after"]["policy"]) == ("an operator of the Union", found.policy)


async def test_the_record_answers_under_the_same_law_as_the_graph(ruled: Doors) -> None:
    await regimes.choose(ruled, OPERATOR, "XP", EASA, "why")
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
        await regimes.choose(ruled, OPERATOR, "ZZ", EASA, "why not")
    assert await regimes.named(ruled, OPERATOR, "ZZ", *NOVEMBER) is Regime.FAA


async def test_a_publish_settles_each_airline_under_its_own_law(ruled: Doors) -> None:
    """The same edge cannot be published by an airline that flies under the law it offends."""
    await regimes.choose(ruled, OPERATOR, "YY", EASA, "why")
    drawn = ("SAMPLE_Section_6.A", EdgeKind.OVERRIDES, "ORO.FTL.235(a)")
    await editing.connect(ruled, OPERATOR, "YY", *drawn, because="a test")
    with pytest.raises(RefusedError, match="cannot displace"):
        await changing.publish(ruled, OPERATOR, "YY")
    await regimes.choose(ruled, OPERATOR, "YY", FAA, "as before")
    await regimes.choose(ruled, OPERATOR, "YY", under(Regime.EASA, JANUARY[0]), "announced")
    with pytest.raises(RefusedError, match="cannot displace"):
        await changing.publish(ruled, OPERATOR, "YY")
    await drafting.discard(ruled, OPERATOR, "YY")


async def test_who_may_choose(ruled: Doors) -> None:
    mine, other = [(await airlines.find(ruled, OPERATOR, code)).id for code in ("XP", "YY")]
    with pytest.raises(RefusedError, match="may not edit rules"):
        await regimes.choose(ruled, member(mine), "XP", EASA, "no")
    with pytest.raises(NotFoundError):
        await regimes.choose(ruled, admin(other), "XP", EASA, "no")
    assert await regimes.choose(ruled, admin(mine), "XP", EASA, "our own choice")
