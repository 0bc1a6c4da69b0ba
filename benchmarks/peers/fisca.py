"""The terms as an OpenFisca country package writes them: vectors over legs, duties and crew, in whole numbers.

OpenFisca keeps integers in 32 bits, so products are made in 64. The clock is given as an offset: January in New York.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.peers import terms
from benchmarks.peers.terms import Frames

Vector = Any  # a numpy array: OpenFisca has no types to say so
PERIOD: Final = "2026-01"
OFFSET: Final = -300
_LEG = build_entity(key="leg", plural="legs", label="A leg", is_person=True)
_DUTY = build_entity(key="duty", plural="duties", label="A duty", roles=[{"key": "of_duty", "label": "of a duty"}])
_CREW = build_entity(key="crew", plural="crews", label="A month", roles=[{"key": "of_crew", "label": "of a month"}])
_EPOCH = date(1970, 1, 1).toordinal()


def _half_up(product: Vector, whole: int) -> Vector:
    return (2 * product + whole) // (2 * whole)


def _paid(minutes: Vector, rate: Vector, percent: int = 100) -> Vector:
    return _half_up(minutes.astype(np.int64) * rate.astype(np.int64) * percent, 6000)


def _given(name: str, entity: Any, **more: Any) -> type[Variable]:
    monthly = {"value_type": int, "entity": entity, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), monthly | more)


def _variable(entity: Any) -> Callable[[Callable[[Any, Any], Vector]], type[Variable]]:
    """A formula of so many vectors of an entity, as the class that OpenFisca asks for."""
    return lambda formula: _given(formula.__name__, entity, formula=formula)


@_variable(_LEG)
def leg_rate(leg: Any, period: Any) -> Vector:
    """The rate of a leg's duty."""
    return leg.duty("duty_rate", period)


@_variable(_LEG)
def leg_credit(leg: Any, period: Any) -> Vector:
    """Block or better; half of it for a deadhead."""
    planned = leg("scheduled_in", period) - leg("scheduled_out", period)
    best = np.maximum(planned, leg("block_in", period) - leg("block_out", period))
    return np.where(leg("deadhead", period), _half_up(best * terms.DEADHEAD, 100), best)


@_variable(_LEG)
def leg_pay(leg: Any, period: Any) -> Vector:
    """Flight pay."""
    return _paid(leg("leg_credit", period), leg("leg_rate", period))


@_variable(_LEG)
def leg_delay(leg: Any, period: Any) -> Vector:
    """Delay pay."""
    late = np.maximum(0, leg("block_in", period) - leg("scheduled_in", period))
    due = (late >= terms.LATE) & (leg("controllable", period) == 1)
    return np.where(due, _paid(np.maximum(0, late - terms.LATE), leg("leg_rate", period), terms.DELAY), 0)


@_variable(_LEG)
def leg_night(leg: Any, period: Any) -> Vector:
    """The minutes of block between 22:00 and 06:00, where the leg is a night leg."""
    out, into = leg("block_out", period) + OFFSET, leg("block_in", period) + OFFSET
    midnight = leg.duty("duty_report", period)
    midnight = (midnight + OFFSET) // 1440 * 1440
    held = (into - midnight > 1440) | (out - midnight < 300)
    minutes = _opened(into - terms.OPENS) - _opened(out - terms.OPENS)
    return np.where(held, _paid(minutes, leg("leg_rate", period), terms.NIGHT), 0)


def _opened(since: Vector) -> Vector:
    wide = terms.CLOSES + 1440 - terms.OPENS
    return since // 1440 * wide + np.minimum(since % 1440, wide)


@_variable(_LEG)
def leg_holiday(leg: Any, period: Any) -> Vector:
    """The credit again for a leg that leaves or arrives on the holiday."""
    day = terms.HOLIDAY.toordinal() - _EPOCH
    left = (leg("block_out", period) + OFFSET) // 1440 == day
    came = (leg("block_in", period) + OFFSET) // 1440 == day
    return np.where(left | came, leg("leg_pay", period), 0)


@_variable(_DUTY)
def duty_rate(duty: Any, period: Any) -> Vector:
    """The rate on the duty's day."""
    day = (duty("duty_report", period) + OFFSET) // 1440
    person = duty.value_from_first_person(duty.members.crew("hired", period))
    first = duty.value_from_first_person(duty.members.crew("first_rate", period))
    return first + terms.YEARLY * _years(person, day)


def _years(hired: Vector, day: Vector) -> Vector:
    """Full years from one day to another, both counted since 1970."""
    since, now = hired.astype("datetime64[D]"), day.astype("datetime64[D]")
    years = now.astype("datetime64[Y]").astype(int) - since.astype("datetime64[Y]").astype(int)
    before = _in_year(now) < _in_year(since)
    return np.clip(years - before, 0, terms.YEARS)


def _in_year(day: Vector) -> Vector:
    month = day.astype("datetime64[M]")
    number = month.astype(int) - day.astype("datetime64[Y]").astype("datetime64[M]").astype(int)
    return number * 32 + (day - month).astype(int)


@_variable(_DUTY)
def duty_lift(duty: Any, period: Any) -> Vector:
    """What the rig adds to the credit of the legs."""
    worked = duty("duty_release", period) - duty("duty_report", period)
    return np.maximum(0, _half_up(worked, terms.RIG) - duty.sum(duty.members("leg_credit", period)))


@_variable(_DUTY)
def duty_pay(duty: Any, period: Any) -> Vector:
    """The rig and the meals."""
    worked = duty("duty_release", period) - duty("duty_report", period)
    meals = _paid(worked, np.full_like(worked, terms.MEALS))
    return _paid(duty("duty_lift", period), duty("duty_rate", period)) + meals


@_variable(_CREW)
def crew_credit(crew: Any, period: Any) -> Vector:
    """Credit of the month: legs and rigs."""
    lifts = np.where(crew.members("first_leg", period), crew.members.duty("duty_lift", period), 0)
    return crew.sum(crew.members("leg_credit", period) + lifts)


@_variable(_CREW)
def gross(crew: Any, period: Any) -> Vector:
    """All of it."""
    duties = np.where(crew.members("first_leg", period), crew.members.duty("duty_pay", period), 0)
    legs = sum(crew.members(name, period) for name in ("leg_pay", "leg_delay", "leg_night", "leg_holiday"))
    credit, start = crew("crew_credit", period), terms.MONTH[0].toordinal() - _EPOCH
    hired = crew("hired", period)
    rate = crew("first_rate", period) + terms.YEARLY * _years(hired, np.full_like(hired, start))
    short = _paid(np.maximum(0, terms.GUARANTEE - credit), rate)
    over = _paid(np.maximum(0, credit - terms.THRESHOLD), rate, terms.OVERTIME)
    return crew.sum(legs + duties) + short + over


_FORMULAS = (
    leg_rate, leg_credit, leg_pay, leg_delay, leg_night, leg_holiday, duty_rate, duty_lift, duty_pay, crew_credit,
    gross,
)  # fmt: skip
_GIVEN: Final = {
    "scheduled_out": _LEG, "scheduled_in": _LEG, "block_out": _LEG, "block_in": _LEG, "deadhead": _LEG,
    "controllable": _LEG, "first_leg": _LEG, "duty_report": _DUTY, "duty_release": _DUTY, "hired": _CREW,
    "first_rate": _CREW,
}  # fmt: skip


def system() -> TaxBenefitSystem:
    """The terms, read once: what a service does at its start."""
    made = TaxBenefitSystem([_LEG, _DUTY, _CREW])
    for variable in (*(_given(name, entity) for name, entity in _GIVEN.items()), *_FORMULAS):
        made.add_variable(variable)
    return made


def paid(terms_of: TaxBenefitSystem, frames: Frames) -> dict[str, int]:
    """Cents by crew member."""
    crew, duties, legs = frames
    builder = SimulationBuilder()
    builder.create_entities(terms_of)
    builder.declare_person_entity("leg", np.arange(legs.height))
    for key, ids, of_leg in (("duty", duties["duty_id"], legs["duty_id"]), ("crew", crew["crew_id"], legs["crew_id"])):
        group = builder.declare_entity(key, np.arange(ids.len()))  # it sorts by these, and text is slow to sort
        place = pl.DataFrame({key: ids}).with_row_index("place")
        at = pl.DataFrame({key: of_leg}).join(place, key, "left", maintain_order="left")["place"]
        builder.join_with_persons(group, at.to_numpy(), np.full(legs.height, f"of_{key}"))
    simulation = builder.build(terms_of)
    for name, values in _inputs(crew, duties, legs).items():
        simulation.set_input(name, PERIOD, values.to_numpy())
    cents = simulation.calculate("gross", PERIOD)
    return dict(zip(crew["crew_id"].to_list(), cents.tolist(), strict=True))


def _inputs(crew: pl.DataFrame, duties: pl.DataFrame, legs: pl.DataFrame) -> dict[str, pl.Series]:
    whole = legs.select(
        "scheduled_out", "scheduled_in", block_out="out", block_in="in",
        deadhead=(pl.col("kind") == "DEADHEAD").cast(pl.Int32),
        controllable=pl.col("delay_code").is_in(["MX", "CREW"]).cast(pl.Int32),
        first_leg=pl.col("duty_id").is_first_distinct().cast(pl.Int32),
    )  # fmt: skip
    people = crew.select(
        hired=pl.col("hire_date").to_physical(),
        first_rate=pl.col("position").replace_strict(terms.FIRST_RATE, return_dtype=pl.Int32),
    )
    worked = duties.select(duty_report="report", duty_release="release")
    return {name: frame[name] for frame in (whole, people, worked) for name in frame.columns}
