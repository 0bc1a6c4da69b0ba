"""The hourly rate of every row: the scale by position and full years of service, or the rate on a person's record.

A ``contract_rate`` on the crew member's record stands in place of every scale. Where neither gives a rate it is
null, and whatever would be priced by it needs data; so it is where nobody can say which of two scales stands.
"""

from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from operator import and_
from typing import Final

import polars as pl

from domain.errors import InputError, RefusedError
from domain.money import Currency
from domain.rulebook import Precedence
from domain.rulegraph import Method
from domain.rules.pay import Grain, HourlyRate
from domain.rules.rule import Key, Rule
from payroll.facts import Rows
from payroll.runs import runs
from payroll.scales import by_aircraft, step_of
from payroll.selection import Selection
from payroll.tables import Table
from payroll.terms import in_force, rates
from payroll.words import finely

MOST: Final = 10**10
"""Hundredths of a minor unit an hour: a month of them, at ten times the rate and raised tenfold, is a 64-bit number."""


def price_all(selection: Selection, currency: Currency) -> Rows:
    """The frames with their rates. A leg takes its duty's, unless legs may have rates of their own."""
    rows = selection.rows
    found = {table: priced(selection, table, currency) for table in Table if table is not Table.LEG}
    taken = found[Table.DUTY].select("rate", "rate_text")[rows.legs["duty_row"]]
    return replace(
        rows,
        legs=priced(selection, Table.LEG, currency)
        if _per_leg(selection)
        else pl.concat([rows.legs, taken], how="horizontal"),
        duties=found[Table.DUTY],
        standby=found[Table.STANDBY],
        days=replace(rows.days, rows=found[Table.DAY]),
        leave=found[Table.LEAVE],
        trips=found[Table.TRIP],
        periods=found[Table.PERIOD],
    )


def _per_leg(selection: Selection) -> bool:
    """Whether legs of one duty may have several rates: by scenarios of single legs, or by aircraft."""
    scales, book = rates(selection.rulebook), selection.rulebook
    specs = [version.spec for rule in scales for version in rule.versions]
    typed = any(isinstance(spec, HourlyRate) and by_aircraft(spec) for spec in specs)
    return typed or any(one.grain is Grain.LEG for rule in scales for one in book.scenarios_of(rule.key))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What one rule says on every row: whether it holds (null: data is needed), and its rate, null without a step."""

    held: pl.Series
    rate: pl.Series


def priced(selection: Selection, table: Table, currency: Currency) -> pl.DataFrame:
    """The table's frame with ``rate`` (hundredths of a minor unit an hour) and ``rate_text`` (that, and by whom)."""
    frame = selection.rows.at(table)
    if frame.is_empty():
        return frame.hstack([pl.Series("rate", [], pl.Int64), pl.Series("rate_text", [], pl.String)])
    scales = {rule.key: _scale(selection, rule, table, currency) for rule in rates(selection.rulebook)}
    stands = _standing(scales, selection.rulebook.precedence)
    by_rule = {key: _where(stands[key], scale.rate) for key, scale in scales.items()}
    _refuse_two(by_rule)
    names = [f"rate_{place}" for place in range(len(by_rule))]
    columns = pl.DataFrame(dict(zip(names, by_rule.values(), strict=True)) | {"record": _recorded(frame)})
    doubtful = pl.any_horizontal(pl.lit(False), *(pl.lit(held.is_null()) for held in stands.values()))
    recorded = pl.col("record").is_not_null()
    places = (pl.when(pl.col(name).is_not_null()).then(place) for place, name in enumerate(names, start=1))
    found = columns.select(
        rate=pl.when(recorded | ~doubtful).then(pl.coalesce("record", *names)),
        source=pl.coalesce(pl.when(recorded).then(0), *places).cast(pl.Int64),
    )
    _refuse_huge(frame, found["rate"])
    sources = ["the crew member's record", *map(str, by_rule)]
    return frame.hstack([found["rate"], _texts(found, sources, currency)])


def _refuse_huge(frame: pl.DataFrame, rate: pl.Series) -> None:
    if (rate > MOST).any():
        whose = frame["crew_id"].filter((rate > MOST).fill_null(False))[0]
        raise InputError(f"The hourly rate of crew member {whose} is more than pay can be worked out at: correct it.")


def _recorded(frame: pl.DataFrame) -> pl.Series:
    """The rate on each person's record."""
    rate = frame["contract_rate"]
    return rate if rate.null_count() == rate.len() else rate * 100 + frame["contract_rate_parts"].fill_null(0)


def _texts(found: pl.DataFrame, sources: list[str], currency: Currency) -> pl.Series:
    """``, at 90.00 an hour (XP/Section_3.A)`` of each rate and its source: few differ, and each is written once."""
    source = pl.lit(pl.Series(sources, dtype=pl.String)).gather(pl.col("source"))
    text = pl.concat_str(pl.lit(", at "), finely(pl.col("rate"), currency), pl.lit(" an hour ("), source, pl.lit(")"))
    heads, place = runs(found)
    if heads.height == 1:
        return heads.select(rate_text=text).to_series().gather(place)
    known = heads.unique().with_columns(rate_text=text)
    texts = heads.join(known, ["rate", "source"], "left", maintain_order="left", nulls_equal=True)["rate_text"]
    return texts.gather(place)


def _scale(selection: Selection, rule: Rule, table: Table, currency: Currency) -> _Scale:
    """One rule on every row, each by the version of its own date."""
    found: _Scale | None = None
    for term in in_force(rule):
        assert isinstance(term.spec, HourlyRate)
        steps, holds = step_of(term.spec, selection.rows, table, currency), selection.held(term, table)
        rate = steps if holds.all(ignore_nulls=False) else steps.set(~holds.fill_null(False), None)
        found = _Scale(holds, rate) if found is None else _both(found, _Scale(holds, rate))
    height = selection.rows.at(table).height
    nothing = pl.repeat(None, height, dtype=pl.Int64, eager=True)
    return found or _Scale(pl.repeat(False, height, dtype=pl.Boolean, eager=True), nothing)


def _both(earlier: _Scale, later: _Scale) -> _Scale:
    """Two versions of one rule: no row is of both."""
    return _Scale(earlier.held | later.held, later.rate.zip_with(later.rate.is_not_null(), earlier.rate))


def _standing(scales: dict[Key, _Scale], precedence: tuple[Precedence, ...]) -> dict[Key, pl.Series]:
    """Where each scale stands, by the law of ``domain.precedence``: true, false, or null where data is needed."""
    stands = {key: scale.held for key, scale in scales.items()}
    for pair in precedence:
        if pair.winner in scales and pair.loser in scales:
            winner, loser = scales[pair.winner], scales[pair.loser]
            if pair.method is Method.MORE_FAVORABLE_TO_CREW:
                stands[pair.loser] = _unless(stands[pair.loser], winner.held, winner.rate >= loser.rate)
                stands[pair.winner] = _unless(stands[pair.winner], loser.held, loser.rate > winner.rate)
            else:
                stands[pair.loser] = _unless(stands[pair.loser], winner.held)
    return stands


def _unless(stands: pl.Series, *displaced: pl.Series) -> pl.Series:
    """Stands but where all of these hold, in three-valued logic."""
    return pl.select(pl.lit(stands) & ~reduce(and_, map(pl.lit, displaced))).to_series()


def _where(stands: pl.Series, rate: pl.Series) -> pl.Series:
    return rate if stands.all(ignore_nulls=False) else rate.set(~stands.fill_null(False), None)


def _refuse_two(by_rule: dict[Key, pl.Series]) -> None:
    """Two rates of one row with no precedence between them: an error that names both, unless they are the same."""
    for one, other in combinations(by_rule, 2):
        if (by_rule[one] != by_rule[other]).any():
            raise RefusedError(f"{one} and {other} both set the hourly rate of one row: say which overrides the other.")
