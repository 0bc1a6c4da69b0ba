"""Two Rulebooks over one month's book: paid twice, judged twice, and held against each other."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from domain import clock
from domain.judgement import Judgement
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rulegraph import Edge
from domain.timelines.timeline import AcclimatedClock
from legality import shift as legal
from legality.judge import judge
from legality.shift import Judged
from payroll import shift as paid
from payroll.engine import PaySums, sums
from payroll.shift import Shift
from payroll.spread import described, spread
from services.alike import may_pay_otherwise, same_law, same_pay
from services.books import Book
from services.consequences import DUTIES, FRAMES
from services.judging import timelines


@dataclass(frozen=True, slots=True)
class Weighed:
    """The frames of an impact, and what both sides said: ``gross`` in minor units; pay rows open on either side."""

    gross: tuple[int, int]
    frames: dict[str, pl.DataFrame]
    unpaid: tuple[pl.DataFrame, pl.DataFrame]
    unchecked: tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Month:
    """What is weighed: ``books`` are paid by the one Rulebook and by the other, without what was earned in earlier
    periods; ``around`` them (over the month's edges) is what the judge sees.
    """

    books: tuple[Book, Book]
    around: Book
    currency: Currency
    clock: AcclimatedClock | None


async def weigh(before: Rulebook, after: Rulebook, month: Month, edges: Iterable[Edge]) -> Weighed:
    """What comes out otherwise; ``edges`` say which pay components depend on which. What both Rulebooks say alike, of
    pay or of duty, is worked out once.

    Pay and judgement run beside each other: frames leave Python alone while they are computed.
    """
    paying, judging = await asyncio.gather(
        asyncio.to_thread(_paid, before, after, month), asyncio.to_thread(_judged, before, after, month)
    )
    people = described(month.books[0].crew, before.start)
    shifted = paid.shift(*paying, may_pay_otherwise(before, after, edges))
    return Weighed(
        gross=(int(shifted.crew["before"].sum()), int(shifted.crew["after"].sum())),
        frames=_frames(shifted, people) | {"duties": _duties(legal.shift(*judging), month.around)},
        unpaid=(paying[0].needs_data, paying[1].needs_data),
        unchecked=(frozenset(judging[0].unchecked), frozenset(judging[1].unchecked)),
    )


def _paid(before: Rulebook, after: Rulebook, month: Month) -> tuple[PaySums, PaySums]:
    old, new = month.books
    first = sums(before, old.crew, old.duties, old.legs, month.currency, old.beside)
    if same_pay(before, after):
        return first, first
    return first, sums(after, new.crew, new.duties, new.legs, month.currency, new.beside)


def _judged(before: Rulebook, after: Rulebook, month: Month) -> tuple[Judgement, Judgement]:
    if same_law(before, after):
        nothing = judge(before, [])
        return nothing, nothing
    planned = timelines(month.around, month.clock, as_flown=False)
    return judge(before, planned), judge(after, planned)


def _frames(shifted: Shift, people: pl.DataFrame) -> dict[str, pl.DataFrame]:
    named = people.select("crew_id", "employee_id", "base", "seat", "service")
    told = {"rows": shifted.rows, "crew": shifted.crew.filter(_otherwise()), "opened": shifted.opened}
    by = ("employee_id", "rule_owner", "rule_code", "component")
    found = {
        name: frame.join(named, on="crew_id", how="left")
        .select(list(FRAMES[name]))
        .sort([each for each in by if each in FRAMES[name]])
        for name, frame in told.items()
    }
    return found | {"spread": spread(shifted.crew, people)}


def _otherwise() -> pl.Expr:
    """Whether a crew member's pay or credit differs, or can be said no more, or can be said now."""
    return pl.any_horizontal(
        pl.col("delta") != 0,
        pl.col("credit_before") != pl.col("credit_after"),
        pl.col("opened", "closed", "still") != 0,
    )


def _duties(judged: Sequence[Judged], book: Book) -> pl.DataFrame:
    """The findings as rows, with whose duty it is, its day and its flights."""
    people = {crew_id: (number, zone) for crew_id, number, zone in book.crew["crew_id", "employee_id", "zone"].rows()}
    reports = dict(book.duties["duty_id", "planned_report"].rows())
    flown = book.legs.sort("scheduled_out", "flight_id").group_by("duty_id").agg(pl.col("flight_number").str.join(" "))
    flights = dict(flown.rows())
    rows = []
    for one in judged:
        number, zone = people[one.crew_id]
        day = clock.local_date(reports[one.event], zone).isoformat()
        rows.append(
            (number, one.crew_id, day, one.event, flights.get(one.event, ""), one.rule, one.turn.value, *_sides(one))
        )
    found = pl.DataFrame(rows, schema=dict(DUTIES), orient="row")
    return found.sort("employee_id", "day", "event", "rule", maintain_order=True)


def _sides(one: Judged) -> tuple[str | int | None, ...]:
    before, after = one.before, one.after
    return (
        before.verdict.value if before else None,
        after.verdict.value if after else None,
        before.excess if before else None,
        after.excess if after else None,
        before.message if before else None,
        after.message if after else None,
        one.duty_before.value,
        one.duty_after.value,
    )
