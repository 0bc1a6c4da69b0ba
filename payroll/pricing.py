"""The hourly rate of every row: the scale by position and full years of service, or the rate on a person's record.

A ``contract_rate`` on the crew member's record stands in place of every scale. Where neither gives a rate it is
null, and whatever would be priced by it needs data.
"""

from functools import lru_cache
from itertools import combinations

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


def priced(selection: Selection, grain: Grain, currency: Currency) -> pl.DataFrame:
    """The grain's frame with ``rate`` (minor units an hour) and ``rate_text`` (how much, and by which rule)."""
    frame = selection.rows.at(grain)
    scales = {rule.key: _scale(selection, rule, grain, currency) for rule in rates(selection.rulebook)}
    _settle(scales, selection.rulebook.precedence)
    _refuse_two(scales)
    by_rule = {f"rate_{place}": rate for place, rate in enumerate(scales.values())}
    named = frame.with_columns(**by_rule).with_columns(
        rate=pl.coalesce("contract_rate", *by_rule),
        rate_of=pl.coalesce(
            pl.when(pl.col("contract_rate").is_not_null()).then(pl.lit("the crew member's record")),
            *(
                pl.when(pl.col(column).is_not_null()).then(pl.lit(str(key)))
                for column, key in zip(by_rule, scales, strict=True)
            ),
        ),
    )
    text = pl.concat_str(money(pl.col("rate"), currency), pl.lit(" an hour ("), pl.col("rate_of"), pl.lit(")"))
    return named.with_columns(rate_text=text).drop("rate_of", *by_rule)


def _scale(selection: Selection, rule: Rule, grain: Grain, currency: Currency) -> pl.Series:
    """The rate of one rule on every row; null where it does not hold or has no step."""
    frame = selection.rows.at(grain)
    found = pl.repeat(None, frame.height, dtype=pl.Int64, eager=True)
    for term in in_force(rule):
        assert isinstance(term.spec, HourlyRate)
        steps = frame.select("crew_position", years=pl.col("years_of_service").clip(upper_bound=_MOST_YEARS)).join(
            _table(term.spec, currency), ["crew_position", "years"], "left", maintain_order="left"
        )["step"]
        held = selection.held(term, grain)
        found = pl.select(pl.when(held).then(steps).otherwise(found)).to_series()
    return found


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


def _settle(scales: dict[Key, pl.Series], precedence: tuple[Precedence, ...]) -> None:
    """Takes a loser's rate away where the winner has one, or the smaller of the two where crew gets the better."""
    given = dict(scales)
    for pair in precedence:
        if pair.winner in given and pair.loser in given:
            winner, loser = given[pair.winner], given[pair.loser]
            loses = winner.is_not_null()
            if pair.method is Method.MORE_FAVORABLE_TO_CREW:
                loses = (winner >= loser).fill_null(False)
                scales[pair.winner] = _without(scales[pair.winner], (loser > winner).fill_null(False))
            scales[pair.loser] = _without(scales[pair.loser], loses)


def _without(rates_: pl.Series, where: pl.Series) -> pl.Series:
    return pl.select(pl.when(~where).then(rates_)).to_series()


def _refuse_two(scales: dict[Key, pl.Series]) -> None:
    for one, other in combinations(scales, 2):
        if (scales[one].is_not_null() & scales[other].is_not_null()).any():
            raise RefusedError(f"{one} and {other} both set the hourly rate of one row: say which overrides the other.")
