"""Random terms over random months: the engine owes what the plain reference owes, component by component."""

from typing import Any

import polars as pl
from hypothesis import given, settings
from pydantic import TypeAdapter

from domain.frames import DAYS, STANDBY
from domain.money import USD, Currency
from domain.rulebook import Rulebook
from domain.rules.pay import HourlyRate, Term
from domain.rules.rule import PayComponent
from payroll.beside import Beside
from payroll.engine import PayResult, pay
from tests.payroll.books import book, rule
from tests.payroll.credit_months import Case, cases
from tests.payroll.credit_reference import Owed, owed
from tests.payroll.frames import crew_frame, duty_frame, leg_frame

ANYWHERE = {"leg": "any_flight", "duty": "any_duty"}
_TERM: TypeAdapter[Any] = TypeAdapter(Term)


def engine(case: Case) -> PayResult:
    """The case through the engine."""
    return pay(*asked(case))


def asked(case: Case) -> tuple[Rulebook, pl.DataFrame, pl.DataFrame, pl.DataFrame, Currency, Beside]:
    """The case as the engine is asked it."""
    specs = [("RATE", case.scale), *case.terms.items()]
    grains = {name: getattr(_TERM.validate_python(spec), "grain", "period") for name, spec in specs}
    rules = [(rule(name, spec), ANYWHERE.get(grains[name], "any_period")) for name, spec in specs]
    components = tuple(PayComponent(type=name, title=name, grain="leg") for name in case.terms)
    terms = book(rules, start=case.start, end=case.end).model_copy(update={"components": components})
    days = [(one["id"], day, kind) for one in case.people for kind, found in one["days"].items() for day in found]
    waits = [each | {"standby_id": each["id"], "crew_id": one["id"]} for one in case.people for each in one["standby"]]
    beside = Beside(
        days=pl.DataFrame(days, schema=dict(DAYS), orient="row"),
        standby=pl.DataFrame(waits, schema=dict(STANDBY)) if waits else pl.DataFrame(schema=dict(STANDBY)),
    )
    return terms, *_frames(case), USD, beside


def _frames(case: Case) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    crew, duties, legs = [], [], []
    for one in case.people:
        crew.append(
            {"crew_id": one["id"], **{name: one[name] for name in ("base", "zone", "hire_date", "available_from")}}
        )
        for trip in one["trips"]:
            for duty in trip["duties"]:
                keys = {"crew_id": one["id"], "trip_id": trip["id"], "duty_id": duty["id"]}
                duties.append(
                    keys | {name: duty[name] for name in ("report", "release", "planned_report", "planned_release")}
                )
                flights = {"flight_number": "XP1", "delay_code": "MX"}
                legs += [keys | flights | leg | {"leg_id": leg["id"], "flight_id": leg["id"]} for leg in duty["legs"]]
    return (
        crew_frame(*crew),
        duty_frame(duties),
        leg_frame([{n: v for n, v in leg.items() if n != "id"} for leg in legs]),
    )


def typed(case: Case) -> dict[str, Term]:
    """The terms of a case, read."""
    return {name: _TERM.validate_python(spec) for name, spec in case.terms.items()}


def told(result: PayResult, crew_id: str) -> Owed:
    """What the engine owes somebody, component by component."""
    sums = result.lines.filter(crew_id=crew_id).group_by("component").agg(pl.col("amount", "credit").sum())
    return {name: (amount, credit) for name, amount, credit in sums.rows() if (amount, credit) != (0, 0)}


@given(cases())
@settings(max_examples=150)
def test_every_component_is_what_the_plain_reference_says(case: Case) -> None:
    paid = engine(case)
    assert paid.needs_data.is_empty()
    scale = HourlyRate.model_validate(case.scale)
    terms = typed(case)
    for one in case.people:
        assert told(paid, one["id"]) == owed(terms, scale, one, case.start, case.end)
