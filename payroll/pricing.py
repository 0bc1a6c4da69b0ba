"""The hourly rate of every row: the scale by position and full years of service, or the rate on a person's record.

A ``contract_rate`` on the crew member's record stands in place of every scale. Where neither gives a rate it is
null, and whatever would be priced by it needs data; so it is where nobody can say which of two scales stands.
"""

from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import combinations
from operator import and_

import polars as pl

from domain.errors import RefusedError
from domain.money import Currency
from domain.rulebook import Precedence
from domain.rulegraph import Method
from domain.rules.pay import Grain, HourlyRate
from domain.rules.rule import Key, Rule
from payroll.facts import Rows
from payroll.selection import Selection
from payroll.terms import in_force, rates
from payroll.words import money

_MOST_YEARS = 80


def price_all(selection: Selection, currency: Currency) -> Rows:
    """The frames with their rates. A leg takes its duty's, unless a scale is bound to scenarios of single legs."""
    rows = selection.rows
    duties = priced(selection, Grain.DUTY, currency)
    per_leg = any(
        scenario.grain is Grain.LEG
        for rule in rates(selection.rulebook)
        for scenario in selection.rulebook.scenarios_of(rule.key)
    )
    taken = duties.select("rate", "rate_text")[rows.legs["duty_row"]]
    legs = priced(selection, Grain.LEG, currency) if per_leg else pl.concat([rows.legs, taken], how="horizontal")
    return Rows(legs, duties, rows.trips, priced(selection, Grain.PERIOD, currency))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What one rule says on every row: whether it holds (null: data is needed), and its rate, null without a step."""

    held: pl.Series
    rate: pl.Series


def priced(selection: Selection, grain: Grain, currency: Currency) -> pl.DataFrame:
    """The grain's frame with ``rate`` (minor units an hour) and ``rate_text`` (how much, and by which rule)."""
    scales = {rule.key: _scale(selection, rule, grain, currency) for rule in rates(selection.rulebook)}
    stands = _standing(scales, selection.rulebook.precedence)
    by_rule = {key: _where(stands[key], scale.rate) for key, scale in scales.items()}
    _refuse_two(by_rule)
    columns = {f"rate_{place}": rate for place, rate in enumerate(by_rule.values())}
    doubtful = pl.any_horizontal(pl.lit(False), *(pl.lit(held.is_null()) for held in stands.values()))
    recorded = pl.col("contract_rate").is_not_null()
    named = selection.rows.at(grain).with_columns(**columns)
    named = named.with_columns(
        rate=pl.when(recorded | ~doubtful).then(pl.coalesce("contract_rate", *columns)),
        rate_of=pl.coalesce(
            pl.when(recorded).then(pl.lit("the crew member's record")),
            *(
                pl.when(pl.col(column).is_not_null()).then(pl.lit(str(key)))
                for column, key in zip(columns, by_rule, strict=True)
            ),
        ),
    )
    text = pl.concat_str(money(pl.col("rate"), currency), pl.lit(" an hour ("), pl.col("rate_of"), pl.lit(")"))
    return named.with_columns(rate_text=text).drop("rate_of", *columns)


def _scale(selection: Selection, rule: Rule, grain: Grain, currency: Currency) -> _Scale:
    """One rule on every row, each by the version of its own date."""
    frame = selection.rows.at(grain)
    held = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    rate = pl.repeat(None, frame.height, dtype=pl.Int64, eager=True)
    for term in in_force(rule):
        assert isinstance(term.spec, HourlyRate)
        steps = frame.select("crew_position", years=pl.col("years_of_service").clip(upper_bound=_MOST_YEARS)).join(
            _table(term.spec, currency), ["crew_position", "years"], "left", maintain_order="left"
        )["step"]
        holds = selection.held(term, grain)
        rate = pl.select(pl.when(holds).then(steps).otherwise(rate)).to_series()
        held = pl.select(pl.lit(held) | pl.lit(holds)).to_series()
    return _Scale(held, rate)


@lru_cache(maxsize=256)
def _table(spec: HourlyRate, currency: Currency) -> pl.DataFrame:
    """The scale written out: a row for each position and number of years."""
    rows: dict[tuple[str, int], int] = {}
    for step in sorted(spec.steps, key=lambda step: step.years):
        rate = currency.minor(step.rate)
        for years in range(step.years, _MOST_YEARS + 1):
            rows[step.position, years] = rate
    return pl.DataFrame(
        [(str(position), years, rate) for (position, years), rate in rows.items()],
        schema={"crew_position": pl.String, "years": pl.Int64, "step": pl.Int64},
        orient="row",
    )


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
    return pl.select(pl.when(stands).then(rate)).to_series()


def _refuse_two(by_rule: dict[Key, pl.Series]) -> None:
    """Two rates of one row with no precedence between them: an error that names both, unless they are the same."""
    for one, other in combinations(by_rule, 2):
        if (by_rule[one] != by_rule[other]).any():
            raise RefusedError(f"{one} and {other} both set the hourly rate of one row: say which overrides the other.")
