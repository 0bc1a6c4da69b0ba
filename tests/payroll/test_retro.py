"""What is still owed for a month that was paid: corrections by hand, and chains of them at random, by the engine."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from domain.frames import PAID
from domain.money import USD
from domain.rules.rule import Rule
from payroll.engine import PayResult, pay
from payroll.retro import ABOUT, DELTAS, Retro, retro
from tests.payroll.books import book, flat_rate, rule
from tests.payroll.frames import crew_frame, month
from tests.payroll.months import Month, contract, made

FEW = settings(max_examples=15)
Terms = tuple[tuple[Rule, str], ...]
EARLIER, LATER = ("2020-01-01", "100.00"), "120.00"
LEG = (rule("LEG", {"type": "leg_credit", "basis": "greater"}), "any_flight")
GUARANTEE = (rule("GUARANTEE", {"type": "monthly_guarantee", "hours": 4}), "any_period")
RIG = (rule("RIG", {"type": "duty_rig", "per": 1}), "any_duty")
PARTED = (rule("PARTED", {"type": "month_boundary", "leg": "split", "rig": "report", "basis": "actual"}), "any_period")
USUAL: Terms = ((flat_rate("100.00"), "any_period"), LEG)
DEARER: Terms = ((flat_rate("110.00"), "any_period"), LEG)
FIRST, SECOND = "XP101 EWR-MCO 07:00-10:00", "XP102 MCO-EWR 11:00-14:00"
ON_TIME = (f"{FIRST} flown 07:00-10:00", f"{SECOND} flown 11:00-14:00")


def stepped(*steps: tuple[str, str]) -> Rule:
    """A captain's rate, another one from each of these days on."""
    position: dict[str, Any] = {"position": "CAPTAIN", "years": 0}
    specs = [(day, {"family": "hourly_rate", "steps": [position | {"rate": rate}]}) for day, rate in steps]
    return rule("RATE", versions=[{"since": day, "spec": spec} for day, spec in specs])


def worked(*legs: str, terms: Terms = USUAL, day: str = "2026-01-10", start: date = date(2026, 1, 1)) -> PayResult:
    """What a captain's one duty of these legs comes to in the month from ``start``."""
    told = [{"date": day, "report": "06:00", "release": "15:00", "legs": legs}] if legs else []
    end = date(start.year, start.month + 1, 1)
    return pay(book(terms, (), start, end), crew_frame({"crew_id": "c1"}), *month(told), USD)


def paid(result: PayResult) -> pl.DataFrame:
    return result.lines.select(list(PAID))


def chain(first: PayResult, *later: PayResult) -> list[Retro]:
    """One after the other, each once all before it was paid."""
    so_far, found = paid(first), list[Retro]()
    for each in later:
        found.append(retro(each, so_far, USD))
        so_far = pl.concat([so_far, found[-1].deltas.select(list(PAID))])
    return found


@pytest.mark.parametrize(
    ("now", "expect"),
    [
        pytest.param(worked(*ON_TIME), [], id="nothing changed"),
        pytest.param(
            worked(f"{FIRST} flown 07:00-10:30", ON_TIME[1]), [("LEG", "XP101/2026-01-10", 5000, 30)],
            id="a flight came in later",
        ),
        pytest.param(
            worked(ON_TIME[0]), [("LEG", "XP102/2026-01-10", -30000, -180)], id="somebody else flew it",
        ),
        pytest.param(
            worked(*ON_TIME, terms=DEARER),
            [("LEG", "XP101/2026-01-10", 3000, 0), ("LEG", "XP102/2026-01-10", 3000, 0)], id="another rate",
        ),
        pytest.param(
            worked(*ON_TIME, terms=((stepped(EARLIER, ("2026-01-11", LATER)), "any_period"), LEG)), [],
            id="a rate that steps after the flight",
        ),
        pytest.param(
            worked(*ON_TIME, terms=((stepped(EARLIER, ("2026-01-10", LATER)), "any_period"), LEG)),
            [("LEG", "XP101/2026-01-10", 6000, 0), ("LEG", "XP102/2026-01-10", 6000, 0)],
            id="a rate that steps on the day",
        ),
        pytest.param(
            worked(ON_TIME[0], terms=(*USUAL, GUARANTEE)),
            [("GUARANTEE", None, 10000, 0), ("LEG", "XP102/2026-01-10", -30000, -180)],
            id="the guarantee takes up a part of what a flight loses",
        ),
        pytest.param(worked(*ON_TIME, terms=(*USUAL, RIG)), [("RIG", None, 30000, 180)], id="a term that is new"),
        pytest.param(
            worked(), [("LEG", "XP101/2026-01-10", -30000, -180), ("LEG", "XP102/2026-01-10", -30000, -180)],
            id="all of it",
        ),
    ],
)  # fmt: skip
def test_a_difference_names_the_rule_and_the_flight(now: PayResult, expect: list[tuple[object, ...]]) -> None:
    found = retro(now, paid(worked(*ON_TIME)), USD).deltas
    assert sorted(found.select("rule_code", "flight_id", "amount", "credit").rows(), key=str) == expect
    assert dict(found.schema) == DELTAS


def test_a_difference_says_what_is_owed_and_what_was_paid() -> None:
    (more,) = retro(worked(f"{FIRST} flown 07:00-10:30", ON_TIME[1]), paid(worked(*ON_TIME)), USD).deltas["reason"]
    assert more.startswith("350.00 is owed, 300.00 was paid: 3:30 actual block over 3:00 scheduled, leg XP101 EWR-MCO")
    (gone,) = retro(worked(ON_TIME[0]), paid(worked(*ON_TIME)), USD).deltas["reason"]
    assert gone == "0.00 is owed, 300.00 was paid"


def test_a_duty_that_pays_twice_by_one_rule_is_told_by_duty() -> None:
    """What is about no flight is told by what it is about."""
    duties = [
        {"date": f"2026-01-{day}", "report": "06:00", "release": out} for day, out in ((10, "14:00"), (12, "15:00"))
    ]
    terms, crew = book(((flat_rate("100.00"), "any_period"), RIG)), crew_frame({"crew_id": "c1"})
    first = pay(terms, crew, *month(duties), USD)
    later = pay(terms, crew, *month([duties[0], duties[1] | {"release": "16:00"}]), USD)
    found = retro(later, paid(first), USD).deltas
    assert found.select("rule_code", "duty_id", "flight_id", "amount").rows() == [("RIG", "c1-d1", None, 10000)]


def test_whoever_left_and_is_in_no_frame_any_more_gives_it_back_and_gets_it_again() -> None:
    first, gone = worked(*ON_TIME), worked(*ON_TIME)
    nobody = PayResult(*(frame.clear() for frame in (gone.lines, gone.totals, gone.needs_data)))
    back, again = chain(first, nobody, worked(*ON_TIME, terms=DEARER))
    assert (back.deltas["amount"].sum(), again.deltas["amount"].sum()) == (-60000, 66000)


def test_a_leg_over_the_edge_of_two_months_is_corrected_in_both() -> None:
    """A flight from 23:00 to 01:00 came in half an hour later: that is the new month's half hour."""
    terms, months = (*USUAL, PARTED), (date(2026, 1, 1), date(2026, 2, 1))
    night = "XP9 EWR-MCO 23:00-01:00+1 flown 23:00-"
    duty = {"date": "2026-01-31", "report": "22:00", "release": "02:00+1"}

    def by_month(on: str) -> list[PayResult]:
        frames = month([duty | {"legs": [night + on]}])
        crew, same = crew_frame({"crew_id": "c1"}), {"same_from": date(2025, 1, 1), "same_until": date(2027, 1, 1)}
        books = [book(terms, (), at, date(2026, at.month + 1, 1)).model_copy(update=same) for at in months]
        return [pay(each, crew, *frames, USD) for each in books]

    before, after = by_month("01:00+1"), by_month("01:30+1")
    assert [int(each.lines["amount"].sum()) for each in before] == [10000, 10000]
    found = [retro(now, paid(was), USD).deltas for was, now in zip(before, after, strict=True)]
    assert [each.select("flight_id", "amount", "credit").rows() for each in found] == [
        [], [("XP9/2026-01-31", 5000, 30)],
    ]  # fmt: skip


def test_nothing_is_taken_back_from_whom_data_is_missing() -> None:
    """A flight without its times leaves the statement open: the crew member waits, and is told for what."""
    open_now = worked(ON_TIME[0], SECOND)
    found = retro(open_now, paid(worked(*ON_TIME)), USD)
    assert found.deltas.is_empty()
    assert set(found.waiting["crew_id"]) == {"c1"}
    assert "in" in ",".join(found.waiting["missing"])


def corrected(was: Month, random: Random) -> Month:
    """The month after one correction: other times, another contract, a duty handed on, a crew member who left."""
    edit = random.choice((_times, _contract, _handed_on, _left, _promoted, _forgotten))
    return edit(was, random)


def _times(was: Month, random: Random) -> Month:
    later = pl.Series([random.choice((0, 0, random.randrange(240))) for _ in range(was.legs.height)], dtype=pl.Int64)
    return was._replace(legs=was.legs.with_columns(pl.col("in") + later))


def _contract(was: Month, random: Random) -> Month:
    return was._replace(book=contract(random, was.book.start, was.book.end))


def _handed_on(was: Month, random: Random) -> Month:
    """One duty out of its trip, to anybody: a split trip."""
    if was.duties.is_empty():
        return was
    duty, taker = random.choice(was.duties["duty_id"].to_list()), random.choice(was.crew["crew_id"].to_list())
    mine = pl.col("duty_id") == duty
    given = [
        pl.when(mine).then(pl.lit(each)).otherwise(name).alias(name)
        for name, each in (("crew_id", taker), ("trip_id", f"{duty}-split"))
    ]
    return was._replace(duties=was.duties.with_columns(given), legs=was.legs.with_columns(given))


def _left(was: Month, random: Random) -> Month:
    last = random.choice((was.book.start, was.book.end))
    return was._replace(crew=was.crew.with_columns(available_to=pl.lit(last)))


def _promoted(was: Month, random: Random) -> Month:
    rate = pl.Series([random.randrange(1, 30000) for _ in range(was.crew.height)], dtype=pl.Int64)
    return was._replace(crew=was.crew.with_columns(contract_rate=rate))


def _forgotten(was: Month, random: Random) -> Month:
    """A crew member who is on the books no more, with all that they did."""
    gone = random.choice(was.crew["crew_id"].to_list())
    crew, duties, legs = (frame.filter(pl.col("crew_id") != gone) for frame in was[1:])
    return Month(was.book, crew, duties, legs)


def _complete(was: Month) -> Month:
    """The month with the facts that its terms ask for, so that most of it can be worked out."""
    flown = [pl.coalesce(name, f"scheduled_{name}").alias(name) for name in ("out", "in")]
    return was._replace(legs=was.legs.with_columns(*flown, delay_code=pl.col("delay_code").fill_null("WX")))


@st.composite
def chains(draw: st.DrawFn) -> tuple[Month, ...]:
    """A random month as it was first paid, and as it stood after each of three corrections."""
    random = Random(draw(st.integers(0, 2**40)))
    first = made(random, 3)
    months = [first if random.random() < 0.2 else _complete(first)]
    for _ in range(3):
        while months[-1].crew.is_empty() and len(months) < 4:
            months.append(months[0])
        if len(months) < 4:
            months.append(corrected(months[-1], random))
    return tuple(months)


def _sums(lines: pl.DataFrame) -> Counter[tuple[object, ...]]:
    """Amount and credit by crew member, rule and component, counted line by line."""
    found = Counter[tuple[object, ...]]()
    for line in lines.iter_rows(named=True):
        for measure in ("amount", "credit"):
            found[measure, line["crew_id"], line["component"], line["rule_code"], line["flight_id"]] += line[measure]
    return found


@given(chains())
@FEW
def test_the_deltas_are_the_last_working_out_less_the_first_payment(months: tuple[Month, ...]) -> None:
    """Through three corrections, whatever they were; who waits is settled by the first working out that is complete."""
    results = [pay(*each, USD) for each in months]
    *found, again = chain(*results, results[-1])
    assert again.deltas.is_empty(), "paid twice is paid once"
    deltas, complete = Counter[tuple[object, ...]](), dict[str, PayResult]()
    for each, now in zip(found, results[1:], strict=True):
        assert each.deltas.join(each.waiting, on="crew_id", how="semi").is_empty()
        deltas.update(_sums(each.deltas))
        waiting = set(now.needs_data["crew_id"])
        complete |= {crew: now for crew in _everybody(results) if crew not in waiting}
    expect = Counter[tuple[object, ...]]()
    for crew, last in complete.items():
        expect.update(_sums(last.lines.filter(crew_id=crew)))
        expect.subtract(_sums(results[0].lines.filter(crew_id=crew)))
    assert {key: value for key, value in deltas.items() if value} == {
        key: value for key, value in expect.items() if value
    }


@given(chains(), st.integers(0, 9))
@FEW
def test_the_order_of_rows_and_who_else_is_there_change_nothing(months: tuple[Month, ...], seed: int) -> None:
    before, now = (pay(*each, USD) for each in (months[0], months[-1]))
    found = retro(now, paid(before), USD)
    mixed = PayResult(
        *(frame.sample(fraction=1, shuffle=True, seed=seed) for frame in (now.lines, now.totals, now.needs_data))
    )
    again = retro(mixed, paid(before).sample(fraction=1, shuffle=True, seed=seed), USD)
    assert_frame_equal(found.deltas, again.deltas)
    assert found.deltas.select(list(ABOUT)).is_unique().all()
    for crew in _everybody([before, now]):
        alone = PayResult(*(frame.filter(crew_id=crew) for frame in (now.lines, now.totals, now.needs_data)))
        mine = retro(alone, paid(before).filter(crew_id=crew), USD)
        assert_frame_equal(mine.deltas, found.deltas.filter(crew_id=crew))


def _everybody(results: list[PayResult]) -> list[str]:
    return sorted({crew for each in results for crew in each.totals["crew_id"]})
