"""The families of terms as data: a month in words, what stands beside it, the terms, and every line (``families/``).

Components come in the order in which a case names their rules. The crew member is a captain at EWR.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import yaml
from polars.testing import assert_frame_equal

from domain.clock import hours
from domain.errors import InputError
from domain.frames import DAYS, EMPTIED, HOLIDAYS, LEG_MORE, STANDBY, TOLD, VERSIONS, Schema
from domain.money import USD, Currency
from domain.rulebook import Rulebook
from domain.rules.rule import Key, PayComponent
from payroll.beside import Beside
from payroll.engine import PayResult, pay, sums
from payroll.explain import not_paid
from tests.payroll.books import before, book, flat_rate, rule
from tests.payroll.frames import NEW_YORK, crew_frame, instant, month

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "families").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text())["cases"]
]
SCENARIO = {"leg": "any_flight", "duty": "any_duty"}


@pytest.mark.parametrize("case", CASES)
def test_a_term_pays_what_its_words_say(case: dict[str, Any]) -> None:
    paid = statement(case)
    assert [line(row) for row in paid.lines.iter_rows(named=True)] == case["expect"]
    assert sorted(paid.needs_data.select("rule_code", "missing").unique().rows()) == [
        tuple(each) for each in case.get("needs", [])
    ]
    if "reason" in case:
        assert paid.lines["reason"][-1] == case["reason"]
    if "credit" in case:
        assert hours(paid.totals["credit"][0]) == case["credit"]


@pytest.mark.parametrize("case", CASES)
def test_neither_order_nor_company_changes_what_somebody_is_paid(case: dict[str, Any]) -> None:
    alone, other = given(case, "c1"), given(case, "c2")
    both = Given(*(pl.concat([two, one]).reverse() for one, two in zip(alone, other, strict=True)))
    paid = statement(case, both)
    mine = paid.lines.filter(crew_id="c1")
    assert sorted(map(str, mine.rows())) == sorted(map(str, statement(case, alone).lines.rows()))
    assert paid.totals["gross"].n_unique() == 1


@pytest.mark.parametrize("case", CASES)
def test_sums_are_what_the_lines_come_to(case: dict[str, Any]) -> None:
    paid, summed = statement(case), sums(*asked(case))
    assert_frame_equal(paid.by_rule, summed.by_rule, check_row_order=False)
    assert paid.totals.equals(summed.totals)
    assert paid.needs_data.equals(summed.needs_data)


LEG = [{"by": "LINE", "date": date(2026, 1, 5), "report": "6:00", "release": "12:00"}]
BLANKS = [
    ({"type": "international_override", "per_hour": "3.00", "home_countries": ["US"]}, "legs",
     "destination", "destination"),
    ({"type": "international_override", "per_hour": "3.00", "home_countries": ["US"]}, "legs", "kind", "kind"),
    ({"type": "language_premium", "per_hour": "2.00"}, "legs", "kind", "kind"),
    ({"type": "boarding_pay", "percent": 50, "times": [{"minutes": 45, "aircraft_type": "A321"}]}, "legs",
     "aircraft_type", "aircraft_type"),
    ({"type": "boarding_pay", "percent": 50, "times": [{"minutes": 45}]}, "legs", "kind", "kind"),
    ({"type": "holding_pay", "after": 0, "percent": 50}, "legs", "scheduled_out", "scheduled_out"),
    ({"type": "cancellation_protection"}, "legs", "scheduled_in", "protected"),
    ({"type": "junior_assignment", "percent": 150}, "duties", "assigned_by", "assigned_by"),
    ({"type": "extension", "after": 0, "percent": 50, "paid_for": "time_past_release"}, "duties", "planned_release",
     "planned_release"),
    ({"type": "per_diem", "per_hour": "2.00", "international_per_hour": "3.00", "home_countries": ["US"]}, "legs",
     "destination", "abroad"),
]  # fmt: skip
"""A term, a column of a frame that is blank, and the fact that it is said to need."""


@pytest.mark.parametrize(("term", "name", "column", "missing"), BLANKS)
def test_a_fact_that_is_not_known_is_named_and_nothing_is_paid(
    term: dict[str, Any], name: str, column: str, missing: str
) -> None:
    how = "cancelled" if term["type"] == "cancellation_protection" else "flown 07:10-10:00 speaks es added"
    case = {"rules": {"term": term}, "duties": [LEG[0] | {"legs": [f"XP1 EWR-NAS 07:00-10:00 {how}"]}]}
    whole = given(case, "c1")
    frame_ = getattr(whole, name)
    blank = whole._replace(**{name: frame_.with_columns(pl.lit(None, frame_.schema[column]).alias(column))})
    paid = statement(case, blank)
    assert paid.lines.is_empty()
    assert paid.needs_data["missing"].to_list() == [missing]


def test_a_flag_that_nobody_tells_is_not_so() -> None:
    """Of a leg of which nothing more is known than its times, nothing was added, lost, or on a day off."""
    rules = {
        "keeps": {"type": "cancellation_protection"},
        "longer": {"type": "extension", "after": 0, "percent": 50, "paid_for": "time_past_release"},
        "free": {"type": "day_off_infringement", "percent": 50},
        "speaks": {"type": "language_premium", "per_hour": "2.00"},
        "boarding": {"type": "boarding_pay", "per_hour": "60.00", "times": [{"minutes": 40}], "again": True},
    }
    case = {"rules": rules, "duties": [LEG[0] | {"legs": ["XP1 EWR-NAS 07:00-10:00 flown 07:00-10:00"]}]}
    whole = given(case, "c1")
    paid = statement(case, whole._replace(legs=whole.legs.drop(*LEG_MORE)))
    assert [line(row) for row in paid.lines.iter_rows(named=True)] == ["boarding 0:40 40.00"]
    assert paid.needs_data.is_empty()


@pytest.mark.parametrize(
    ("day", "report", "release", "needs"),
    [(7, "18:00", "22:00", True), (6, "20:00", "10:00+1", True), (5, "8:00", "22:00", False)],
)
def test_a_leg_of_which_only_the_block_is_told_may_lie_on_a_holiday_near_its_duty(
    day: int, report: str, release: str, needs: bool
) -> None:
    rules = {
        "credit": {"type": "leg_credit", "basis": "greater"},
        "holiday": {"type": "holiday_premium", "percent": 100, "dates": [date(2026, 1, 8)]},
    }
    duty = {"date": date(2026, 1, day), "report": report, "release": release}
    case = {"rules": rules, "duties": [duty | {"legs": ["XP1 EWR-MCO 07:00-10:00 flown 07:00-10:00"]}]}
    whole = given(case, "c1")
    times = [pl.lit(None, pl.Int64).alias(name) for name in ("scheduled_out", "scheduled_in", "out", "in")]
    paid = statement(case, whole._replace(legs=whole.legs.with_columns(*times, told_block=pl.lit(180, pl.Int64))))
    assert paid.lines["component"].to_list() == ["flight_pay"]
    assert paid.needs_data["missing"].to_list() == ["scheduled_out, scheduled_in"] * needs


def test_a_trip_with_no_duty_left_is_told_once_and_has_none() -> None:
    case: dict[str, Any] = {"rules": {"keeps": {"type": "cancellation_protection", "protects": "trip"}}}
    none = {"trip": "T", "date": date(2026, 1, 5), "report": "6:00"}
    with pytest.raises(InputError, match="trip_id T is there twice"):
        statement(case | {"emptied": [none, none]})
    with pytest.raises(InputError, match="Trip T has duties"):
        statement(case | {"emptied": [none], "duties": [LEG[0] | {"trip": "T", "legs": []}]})


def test_an_airport_that_there_is_not_is_named() -> None:
    term = {"type": "international_override", "per_hour": "3.00", "home_countries": ["US"]}
    case = {"rules": {"term": term}, "duties": [LEG[0] | {"legs": ["XP1 EWR-QQQ 07:00-10:00 flown 07:00-10:00"]}]}
    with pytest.raises(InputError, match="no airport 'QQQ'"):
        statement(case)


def test_what_a_term_does_not_speak_of_it_does_not_displace() -> None:
    """A recall goes before a night premium on the duty that was recalled, and on no other."""
    recall = rule("RECALL", {"type": "recall", "percent": 200})
    night = rule("NIGHT", {"type": "premium", "component": "night", "grain": "duty", "flat": "10.00"})
    rules = [(flat_rate("90.00"), "any_period"), (recall, "any_duty"), (night, "any_duty")]
    duties = [LEG[0], LEG[0] | {"date": date(2026, 1, 7), "by": "RECALL"}]
    frames = given({"duties": duties}, "c1")
    paid = pay(book(rules, [before("RECALL", "NIGHT")]), frames.crew, frames.duties, frames.legs, USD)
    assert paid.lines.select("component", "duty_id").rows() == [("night", "c1-d0")]


@pytest.mark.parametrize(
    ("term", "cause", "why", "short_by"),
    [
        ({"type": "delay_pay", "after": "1:00", "percent": 100}, "DISPLACED", "XP/keeps takes precedence here", None),
        ({"type": "recall", "percent": 200}, "CONDITION", "was a recall: not so here", None),
        ({"type": "extension", "after": "1:00", "percent": 50}, "NOTHING_DUE", None, 60),
    ],
)
def test_a_term_that_pays_nothing_says_why(
    term: dict[str, Any], cause: str, why: str | None, short_by: int | None
) -> None:
    keeps = {"type": "cancellation_protection", "protects": "trip"}
    legs = ["XP1 EWR-MCO 07:00-09:00 flown 09:00-11:00 added", "XP2 MCO-EWR 10:00-12:30 cancelled"]
    case: dict[str, Any] = {"rules": {"term": term, "keeps": keeps}, "duties": [LEG[0] | {"legs": legs}]}
    frames, terms = given(case, "c1"), contract(case["rules"], date(2026, 1, 1))
    told = not_paid(terms, frames.crew, frames.duties, frames.legs, USD, only=Key("XP", "term")).row(0, named=True)
    assert (told["cause"], told["short_by"]) == (cause, short_by)
    assert why in (None, told["why"])


def test_a_trip_with_two_allowances_shows_no_single_rate() -> None:
    term = {"type": "per_diem", "per_hour": "2.40", "international_per_hour": "2.90", "home_countries": ["US"]}
    flown = "flown 07:00-10:00"
    duties = [
        LEG[0] | {"legs": [f"XP1 EWR-MCO 07:00-10:00 {flown}"]},
        LEG[0] | {"date": date(2026, 1, 7), "legs": [f"XP1 EWR-NAS 07:00-10:00 {flown}"]},
    ]
    for way, abroad in (("trip", 290), ("hours", None)):
        paid = statement({"rules": {"meals": term | {"international": way}}, "duties": duties})
        assert paid.lines["rate"].to_list() == [240, abroad]


class Given(NamedTuple):
    """The frames of a case."""

    crew: pl.DataFrame
    duties: pl.DataFrame
    legs: pl.DataFrame
    standby: pl.DataFrame
    days: pl.DataFrame
    versions: pl.DataFrame
    told: pl.DataFrame
    holidays: pl.DataFrame
    emptied: pl.DataFrame


Asked = tuple[Rulebook, pl.DataFrame, pl.DataFrame, pl.DataFrame, Currency, Beside]


def statement(case: dict[str, Any], frames: Given | None = None) -> PayResult:
    """The case through the engine."""
    return pay(*asked(case, frames))


def asked(case: dict[str, Any], frames: Given | None = None) -> Asked:
    """What the engine is asked of a case."""
    crew, duties, legs, standby, days, versions, told, holidays, emptied = frames or given(case, "c1")
    beside = Beside(standby, days, versions, told, holidays, emptied)
    return contract(case["rules"], case.get("period", date(2026, 1, 1))), crew, duties, legs, USD, beside


def given(case: dict[str, Any], crew_id: str) -> Given:
    """A case as it would be somebody's."""
    who = {"crew_id": crew_id}
    duties, legs = month(case.get("duties", []), crew_id)
    standby = [who | _standby(f"{crew_id}-s{place}", told) for place, told in enumerate(case.get("standby", []))]
    return Given(
        crew=crew_frame(who | case.get("crew", {})),
        duties=duties,
        legs=legs,
        standby=frame(standby, STANDBY),
        days=frame([who | {"day": day, "kind": kind} for day, kind in case.get("days", [])], DAYS),
        versions=frame([who | _version(told) for told in case.get("versions", [])], VERSIONS),
        told=frame([who | _told(case["told"])] if "told" in case else [], TOLD),
        holidays=frame([{"day": day} for day in case.get("holidays", [])], HOLIDAYS),
        emptied=frame([who | _emptied(told) for told in case.get("emptied", [])], EMPTIED),
    )


def contract(said: dict[str, Any], start: date) -> Rulebook:
    """The terms, with a rate of 90.00 an hour; a term may stand in a list with its scenario."""
    rules = [(flat_rate(str(said.get("rate", "90.00"))), "any_period")]
    for code, term in said.items():
        if code != "rate":
            spec, scenario = term if isinstance(term, list) else (term, None)
            made = rule(code, spec)
            grain = str(getattr(made.versions[0].spec, "grain", "period"))
            rules.append((made, scenario or SCENARIO.get(grain, "any_period")))
    found = book(rules, start=start, end=(start + timedelta(days=32)).replace(day=1))
    types = dict.fromkeys(getattr(made.versions[0].spec, "component", "flight_pay") for made, _ in rules)
    components = tuple(PayComponent(type=t, title=t, grain="leg") for t in types)
    return found.model_copy(update={"components": components, "same_from": date.min, "same_until": date.max})


def line(row: dict[str, Any]) -> str:
    """``component quantity amount``, and the credit where it has some."""
    quantity = hours(row["quantity"]) if row["unit"] == "MINUTES" else row["quantity"]
    credit = f" credit {hours(row['credit'])}" if row["credit"] else ""
    return f"{row['component']} {quantity} {USD.text(row['amount'])}{credit}"


def frame(rows: list[dict[str, Any]], schema: Schema) -> pl.DataFrame:
    """Rows of a schema."""
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


def _standby(standby_id: str, told: dict[str, Any]) -> dict[str, Any]:
    times = {name: instant(told["date"], told[name], NEW_YORK) for name in ("start", "end")}
    return {"standby_id": standby_id, "kind": told["kind"], "trip_id": told.get("trip")} | times


def _version(told: dict[str, Any]) -> dict[str, Any]:
    times = {name: instant(told["date"], told[name], NEW_YORK) for name in ("report", "release")}
    blocks = {name: _minutes(told.get(name, "0:00")) for name in ("block", "deadhead")}
    return {"trip_id": told["trip"], "stage": told["stage"]} | blocks | times


def _emptied(told: dict[str, Any]) -> dict[str, Any]:
    return {"trip_id": told["trip"], "report": instant(told["date"], told["report"], NEW_YORK)}


def _told(said: dict[str, Any]) -> dict[str, Any]:
    credit = said.get("credit")
    return {"days_worked": None, "unpaid_days": None} | said | {"credit": credit and _minutes(credit)}


def _minutes(length: str) -> int:
    hour, minute = length.split(":")
    return int(hour) * 60 + int(minute)
