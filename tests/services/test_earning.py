"""What a schedule's duties earn in credit, what stays open and why, and what the judge makes of it."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from domain.clock import to_iso
from domain.judgement import Verdict
from domain.money import USD
from domain.rulegraph import RuleGraph
from domain.rules.operations import CreditBounds
from domain.rules.rule import Rule, Version
from domain.schedules.reading import read_value
from domain.schedules.schedule import Credit
from graph.packs import load_packs
from services.earning import Terms, earned
from services.schedules import judged
from tests.legality.schedules import changed, legal

JUNE = date(2026, 6, 1)
WHOLE = Credit(410)
"""Three legs of 3:00, 3:00 and 0:50; the duty of 9:55 is worth less."""
PART = "the schedule holds a part of the month only"
Changes = dict[str, Any]


@cache
def rules(*contracts: str) -> RuleGraph:
    """The packs, for a crew hired on these contracts."""
    return load_packs(airlines={"XX": list(contracts)})


def terms(*contracts: str) -> Terms:
    return Terms(rules(*contracts), "XX", USD)


def credit_of(who: str, changes: Changes, given: Terms) -> dict[date, Credit]:
    """What somebody of the changed schedule earns, by month."""
    schedule = earned(read_value(changed(changes)), given)
    return dict(next(member.earned for member in schedule.crew if member.id == who))


def flying(*flights: object) -> Changes:
    return {"crew.c1.events.c1d1.flights": list(flights)}


def beside(kind: str, **more: str) -> Changes:
    at = {"start": "2026-06-15T10:00Z", "end": "2026-06-15T20:00Z"}
    return {"crew.c1.events.+": {"kind": kind, "id": "w"} | at | more}


@pytest.mark.parametrize(
    ("name", "changes", "expect"),
    [
        ("three legs", {}, WHOLE),
        ("a duty that is worth more than its legs", {"crew.c1.events.c1d1.release": "2026-06-11T01:00Z"}, Credit(420)),
        ("a leg as a passenger", flying("f1", {"flight": "f2", "deadhead": True}, "f3"), WHOLE),
        ("no duty", {"crew.c1.events": [], "locks.l1.crew": "c2"}, Credit(0)),
        ("leave, on which no term has a word", {}, WHOLE),
        ("a trip that is not over", flying("f1"), Credit(298, "the trip of c1d1 is not told from HVN to HVN")),
        ("a trip that began before", flying("f2", "f3"), Credit(0, "the trip of c1d1 is not told from HVN to HVN")),
        ("reserve", beside("SHORT_CALL"), Credit(410, "what w is credited is not known")),
        ("training", beside("DUTY", task="TRAINING"), Credit(410, "what w is credited is not known")),
        ("a deadhead without a flight", beside("DEADHEAD", **{"from": "HVN", "to": "MCO"}),
         Credit(410, "what w is credited is not known")),
        ("reserve of another month", beside("SHORT_CALL", start="2026-07-20T10:00Z", end="2026-07-20T20:00Z"), WHOLE),
        ("a rest", beside("REST"), WHOLE),
        ("a part of a month", {"period.first": "2026-06-02"}, Credit(410, PART)),
        ("another part", {"period.last": "2026-06-29"}, Credit(410, PART)),
    ],
)  # fmt: skip
def test_what_duties_earn_and_what_stays_open(name: str, changes: Changes, expect: Credit) -> None:
    assert credit_of("c1", changes, terms("sample")) == {JUNE: expect}


@pytest.mark.parametrize(
    ("name", "who", "contracts", "why"),
    [
        ("nobody's terms", "c1", (), "no terms of pay are named that credit flying"),
        ("terms of others", "c3", ("sample_pilot",), "no terms of pay are named that credit flying"),
        ("leave that a term credits", "c1", ("sample_pilot",), "what leave is credited is not known"),
    ],
)
def test_terms_that_say_nothing_of_it_leave_it_open(name: str, who: str, contracts: tuple[str, ...], why: str) -> None:
    given = terms(*contracts) if contracts else Terms(load_packs(), "PUBLIC", USD)
    assert why in credit_of(who, {}, given)[JUNE].open


def test_a_trip_belongs_to_the_month_in_which_it_reports() -> None:
    """At 23:00 of the last day of May at the base, which is the first of June in UTC."""
    late = {
        "flights.f1.out": "2026-06-01T04:00Z", "flights.f1.in": "2026-06-01T07:00Z",
        "flights.f2.out": "2026-06-01T07:40Z", "flights.f2.in": "2026-06-01T10:40Z",
        "flights.f3.out": "2026-06-01T11:00Z", "flights.f3.in": "2026-06-01T11:50Z",
    }  # fmt: skip
    duties = {
        f"crew.c{n}.events.c{n}d1.{key}": f"2026-06-01T{at}Z"
        for n in range(1, 6)
        for key, at in (("report", "03:00"), ("release", "12:05"))
    }
    period = {"period.first": "2026-05-01"}
    assert credit_of("c1", late | duties | period, terms("sample")) == {date(2026, 5, 1): WHOLE, JUNE: Credit(0)}
    by_a_term = credit_of("c2", late | duties | period, terms("sample_pilot")).values()
    assert [credit.least for credit in by_a_term] == [0, 0]
    assert all("for a term of pay to say" in credit.open for credit in by_a_term)


@pytest.mark.parametrize(("hired", "open_"), [(None, True), ("2020-01-01", False)])
def test_a_term_that_asks_for_years_of_service_needs_the_day_of_hire(hired: str | None, open_: bool) -> None:
    asked = tuple(
        each.model_copy(update={"condition": "years_of_service >= 1"}) if each.id == "any_duty" else each
        for each in rules("sample").scenarios
    )
    given = Terms(rules("sample").model_copy(update={"scenarios": asked}), "XX", USD)
    found = credit_of("c1", {"crew.c1.hired": hired}, given)[JUNE]
    assert found == (Credit(410, "SAMPLE_Section_3.C needs years_of_service") if open_ else WHOLE)


@pytest.mark.parametrize("hired", [None, "1999-05-05", "2026-05-05"])
def test_credit_hangs_on_no_rate(hired: str | None) -> None:
    assert credit_of("c1", {"crew.c1.hired": hired}, terms("sample")) == {JUNE: WHOLE}


def bounded(most: int) -> Terms:
    """At most so many minutes of credit a month."""

    def less(rule: Rule) -> Rule:
        versions = (Version(since=rule.versions[0].since, spec=CreditBounds(most=most)),)
        return rule.model_copy(update={"versions": versions})

    content = rules("sample")
    kept = (less(rule) if rule.code == "OPS-CREDIT-MAX" else rule for rule in content.rules)
    return Terms(content.model_copy(update={"rules": tuple(kept)}), "XX", USD)


RESERVE = beside("SHORT_CALL")


@pytest.mark.parametrize(
    ("name", "told", "most", "changes", "found"),
    [
        ("worked out, as much as may be", None, 410, {}, []),
        ("worked out, a minute over", None, 409, {}, [("OPS-CREDIT-MAX", "VIOLATION", 410)]),
        ("at least so much is a minute over", None, 409, RESERVE, [("OPS-CREDIT-MAX", "VIOLATION", 410)]),
        ("at least so much may be more", None, 410, RESERVE, [("OPS-CREDIT-MAX", "NEEDS_POLICY", 410)]),
        ("told as it is", 410, 410, {}, []),
        ("told, a minute over", 411, 410, RESERVE, [("OPS-CREDIT-MAX", "VIOLATION", 411)]),
        ("told otherwise", 411, 600, {}, [("credit", "NEEDS_POLICY", 411)]),
        ("told as less than it must be", 409, 409, RESERVE, [("credit", "NEEDS_POLICY", 409)]),
        ("told as more than is certain", 500, 600, RESERVE, []),
    ],
)
def test_credit_that_is_told_goes_before_what_duties_earn(
    name: str, told: int | None, most: int, changes: Changes, found: list[tuple[str, str, int]]
) -> None:
    credit: Changes = {f"crew.c{n}.credit": {} for n in range(2, 6)}
    credit["crew.c1.credit"] = {"2026-06": told} if told else {}
    judgement = judged(bounded(most), read_value(changed(changes | credit)))
    mine = [each for each in judgement.findings if each.crew_id == "c1"]
    assert [(each.rule, each.verdict.value, each.actual) for each in mine] == found
    assert all("c1 in 2026-06" in each.message for each in mine)


def test_why_it_is_open_is_told() -> None:
    credit: Changes = {f"crew.c{n}.credit": {} for n in range(1, 6)}
    judgement = judged(terms("sample"), read_value(changed(RESERVE | credit)))
    (found,) = judgement.findings
    assert (judgement.verdict, found.limit) == (Verdict.NEEDS_POLICY, 5700)
    assert "6:50 of it are certain (what w is credited is not known)" in found.message


DUTIES = some.lists(
    some.tuples(some.integers(30, 400), some.integers(25, 90), some.integers(30, 400), some.integers(0, 300)),
    max_size=8,
)
"""Out to MCO, on the ground, back, and on duty after that."""


def roster(people: list[list[tuple[int, int, int, int]]]) -> Changes:
    """Each crew member flies a day in three; all of June is told."""
    flights, crew = [], []
    for who, duties in enumerate(people):
        events = []
        for place, (out, ground, back, after) in enumerate(duties):
            start, name = 29_671_440 + (3 * place + 1) * 1440, f"{who}.{place}"
            there, home = start + 60 + out, start + 60 + out + ground + back
            flights += [
                {"id": f"o{name}", "from": "HVN", "to": "MCO", "out": to_iso(start + 60), "in": to_iso(there)},
                {"id": f"b{name}", "from": "MCO", "to": "HVN", "out": to_iso(there + ground), "in": to_iso(home)},
            ]
            events.append({"kind": "FDP", "id": name, "report": to_iso(start), "release": to_iso(home + after),
                           "flights": [f"o{name}", f"b{name}"]})  # fmt: skip
        crew.append({"id": f"c{who}", "position": "CAPTAIN", "base": "HVN", "events": events})
    return legal() | {"flights": flights, "crew": crew, "locks": [], "slots": []}


@settings(max_examples=25)
@given(some.lists(DUTIES, min_size=1, max_size=6))
def test_credit_is_that_of_a_plain_sum(people: list[list[tuple[int, int, int, int]]]) -> None:
    schedule = earned(read_value(roster(people)), terms("sample"))
    for member, duties in zip(schedule.crew, people, strict=True):
        plain = sum(max(out + back, (60 + out + ground + back + after + 1) // 2) for out, ground, back, after in duties)
        assert member.earned == {JUNE: Credit(plain)}
