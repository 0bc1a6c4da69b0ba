"""A wrong pay step: amounts that agree, to the minor unit, with another rate of the person's scale."""

import polars as pl

from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.pay import HourlyRate
from payroll.arithmetic import paid
from payroll.compare import KEY
from payroll.terms import in_force, rates


def other_step(
    rulebook: Rulebook, lines: pl.DataFrame, differing: pl.DataFrame, crew: pl.DataFrame, currency: Currency
) -> pl.DataFrame:
    """The keys that were paid at another step, with ``paid_rate`` (hundredths of a minor unit).

    It is the rate that explains most of a person's keys.

    ``lines`` are at the keys of ``differing`` (``crew_id``, ``component``, ``flight_id``, ``expected``, ``actual``).
    """
    off = differing.filter((pl.col("actual") != 0) & (pl.col("expected") != pl.col("actual")))
    at_step = paid(pl.col("quantity"), pl.col("paid_rate"), pl.col("percent").fill_null(100))
    own = pl.col("rate") * 100 + pl.col("rate_parts")
    explained = (
        lines.filter(pl.col("unit") == "MINUTES")
        .join(off.select(*KEY, "actual"), KEY, "inner", nulls_equal=True)
        .join(crew.select("crew_id", "position"), "crew_id")
        .join(_scale(rulebook, currency), "position")
        .filter(pl.col("paid_rate") != own)
        .group_by(*KEY, "paid_rate", "actual")
        .agg(at_step=at_step.sum())
        .filter(pl.col("at_step") == pl.col("actual"))
        .select(*KEY, "paid_rate")
    )
    most = explained.group_by("crew_id", "paid_rate").len("keys").sort("keys", "paid_rate", descending=[True, False])
    best = most.unique("crew_id", keep="first", maintain_order=True).select("crew_id", "paid_rate")
    return explained.join(best, ["crew_id", "paid_rate"], "semi")


def _scale(rulebook: Rulebook, currency: Currency) -> pl.DataFrame:
    """Every rate that a position's scales know, whatever the years of service."""
    specs = [term.spec for rule in rates(rulebook) for term in in_force(rule) if isinstance(term.spec, HourlyRate)]
    steps = {(str(step.position), currency.parts(step.rate)) for spec in specs for step in spec.steps}
    return pl.DataFrame(sorted(steps), schema={"position": pl.String, "paid_rate": pl.Int64}, orient="row")
