"""Which rules bind a duty, what is left unchecked, and what the judge refuses to read."""

from dataclasses import replace
from datetime import date

import pytest

from domain.crew import PILOTS, Position
from domain.errors import InputError
from domain.judgement import Verdict
from domain.rules.limits import CrewComplement, FdpTable, MinimumRest
from domain.rules.pay import Grain
from domain.rules.rule import Phase, Scenario
from domain.timelines.events import Fdp, Leg
from domain.timelines.timeline import Timeline
from legality.judge import judge
from tests.legality.books import (
    ANY_DUTY,
    CONNECTION,
    FDP,
    LAW,
    REPORT,
    REST,
    UNAUGMENTED,
    book,
    duty,
    new_york,
    pilot,
    rule,
    timeline,
)

MORNING = new_york("2026-06-08", "0700")
LONG = duty(MORNING, 841, segments=2)
"""A minute over Table B."""


def scenario(condition: str, grain: Grain = Grain.DUTY, name: str = "s") -> Scenario:
    return Scenario(id=name, title="t", category="c", grain=grain, condition=condition)


def test_the_answer_names_its_rulebook_its_rules_and_how_many_duties() -> None:
    found = judge(LAW, [pilot(LONG), timeline("c2", Position.FLIGHT_ATTENDANT, "JFK", (LONG,))])
    assert found.rulebook == LAW.hash
    assert found.duties == 2
    assert found.checked == ("117.11(a)(1)", "117.13(a)", "117.25(b)", "117.25(e)", "121.467(b)(2)")
    assert [(f.crew_id, f.rule) for f in found.findings] == [("c1", "117.13(a)")]


def test_no_timeline_is_legal_and_still_says_what_would_be_checked() -> None:
    assert judge(LAW, []).verdict is Verdict.LEGAL
    assert len(judge(LAW, []).checked) == 5


def test_what_is_not_checked_is_never_silent() -> None:
    rules = book(
        (rule("complement", CrewComplement(positions={Position.CAPTAIN: 1})), ANY_DUTY),
        (rule("words only", None), ANY_DUTY),
        (rule("applies to nothing", REST), None),
        (rule("soft", REST, hard=False), ANY_DUTY),
        (rule("rest", REST), ANY_DUTY),
    )
    found = judge(rules, [])
    assert (found.checked, found.unchecked) == (("rest",), ("applies to nothing", "complement", "words only"))


def test_a_soft_limit_breaks_nothing() -> None:
    first = duty(MORNING, 300)
    soft = book((rule("soft", REST, hard=False), ANY_DUTY))
    assert judge(soft, [pilot(first, duty(first.release + 1, 100))]).verdict is Verdict.LEGAL


@pytest.mark.parametrize(
    ("name", "condition", "grain", "holds"),
    [
        ("position", "crew_position = 'CAPTAIN'", Grain.DUTY, True),
        ("another position", "crew_position = 'FLIGHT_ATTENDANT'", Grain.DUTY, False),
        ("base", "base IN ('JFK', 'LGA')", Grain.PERIOD, True),
        ("segments", "segments = 2 AND deadheads = 0", Grain.DUTY, True),
        ("report clock", "report_local_min = 420", Grain.DUTY, True),
        ("release clock", "release_local_min = 1276", Grain.DUTY, True),
        ("length", "duty_minutes > 856", Grain.DUTY, False),
        ("date", "duty_date = DATE '2026-06-08'", Grain.DUTY, True),
        ("augmented", "augmented", Grain.DUTY, False),
        ("one leg to Boston is enough", "destination = 'BOS'", Grain.LEG, True),
        ("no leg to Chicago", "destination = 'ORD'", Grain.LEG, False),
        ("leg clock", "scheduled_out_local_min = 480 AND kind = 'OPERATING'", Grain.LEG, True),
    ],
)
def test_a_rule_binds_where_its_scenario_holds(name: str, condition: str, grain: Grain, holds: bool) -> None:
    found = judge(book((rule("B", FDP), scenario(condition, grain))), [pilot(LONG)])
    assert (found.verdict is Verdict.VIOLATION) is holds
    assert [f.path for f in found.findings] == ([("Scenario s", "APPLIES_TO", "B")] if holds else [])


def test_a_fact_the_judge_cannot_know_needs_policy_where_the_limit_is_broken() -> None:
    rules = book((rule("B", FDP), scenario("years_of_service < 5")))
    found = judge(rules, [pilot(LONG)])
    assert found.verdict is Verdict.NEEDS_POLICY
    assert "years_of_service" in found.findings[0].message
    assert judge(rules, [pilot(duty(MORNING, 840, segments=2))]).verdict is Verdict.LEGAL


@pytest.mark.parametrize("fact", ["years_of_service", "delay_code", "aircraft_type", "cancelled"])
@pytest.mark.parametrize("test", ["IS NULL", "IS NOT NULL"])
def test_a_fact_that_a_timeline_does_not_have_is_not_blank_but_unknown(fact: str, test: str) -> None:
    rules = book((rule("B", FDP), scenario(f"{fact} {test}", Grain.LEG)))
    found = judge(rules, [pilot(LONG)])
    assert (found.verdict, [f.rule for f in found.findings]) == (Verdict.NEEDS_POLICY, ["B"])
    assert fact in found.findings[0].message


def test_a_leg_that_is_not_flown_has_blank_times() -> None:
    rules = book((rule("B", FDP), scenario("out_local_min IS NULL", Grain.LEG)))
    assert judge(rules, [pilot(LONG)]).verdict is Verdict.VIOLATION
    flown = tuple(replace(leg, out=leg.scheduled_out, into=leg.scheduled_in) for leg in LONG.legs)
    assert judge(rules, [pilot(replace(LONG, legs=flown))]).verdict is Verdict.LEGAL


def test_a_delay_is_known_once_flown() -> None:
    rules = book((rule("B", FDP), scenario("delay_minutes >= 20", Grain.LEG)))
    out, back = LONG.legs
    late = replace(LONG, legs=(replace(out, out=out.scheduled_out, into=out.scheduled_in + 20), back))
    assert judge(rules, [pilot(LONG)]).verdict is Verdict.NEEDS_POLICY
    assert judge(rules, [pilot(late)]).verdict is Verdict.VIOLATION


def test_a_third_pilot_on_every_flight_leaves_open_whether_the_crew_is_augmented() -> None:
    crew = [timeline(f"c{n}", PILOTS[n % 2], "JFK", (LONG,)) for n in range(3)]
    assert [f.verdict for f in judge(LAW, crew[:2]).findings] == [Verdict.VIOLATION] * 2
    three = judge(LAW, crew)
    assert [f.verdict for f in three.findings] == [Verdict.NEEDS_POLICY] * 3
    assert "augmented" in three.findings[0].message
    attendant = timeline("c2", Position.FLIGHT_ATTENDANT, "JFK", (LONG,))
    assert judge(LAW, [*crew[:2], attendant]).verdict is Verdict.VIOLATION
    rides = replace(LONG, legs=(LONG.legs[0], replace(LONG.legs[1], deadhead=True)))
    assert judge(LAW, [*crew[:2], replace(crew[2], events=(rides,))]).verdict is Verdict.VIOLATION


@pytest.mark.parametrize(("bases", "binds"), [((), True), (("JFK",), True), (("LGA", "EWR"), False)])
def test_a_rule_of_some_bases_binds_only_there(bases: tuple[str, ...], binds: bool) -> None:
    found = judge(book((rule("B", FDP, bases=bases), UNAUGMENTED)), [pilot(LONG)])
    assert bool(found.findings) is binds


@pytest.mark.parametrize(
    ("effective", "expires", "binds"),
    [
        (date(2026, 6, 8), None, True),
        (date(2026, 6, 9), None, False),
        (date(2020, 1, 1), date(2026, 6, 8), False),
        (date(2020, 1, 1), date(2026, 6, 9), True),
    ],
)
def test_a_rule_binds_from_its_first_day_up_to_its_last(effective: date, expires: date | None, binds: bool) -> None:
    dated = rule("B", FDP, effective=effective, expires=expires)
    assert bool(judge(book((dated, UNAUGMENTED)), [pilot(LONG)]).findings) is binds


class TestPrecedence:
    wide = FdpTable(rows=tuple(row.model_copy(update={"limits": (900,)}) for row in FDP.rows))

    def verdict(self, winner_scenario: Scenario, base: str = "JFK", **scope: object) -> Verdict:
        winner = rule("wide", self.wide, **scope)  # type: ignore[arg-type]
        rules = book((rule("B", FDP), UNAUGMENTED), (winner, winner_scenario), over=[("wide", "B")])
        return judge(rules, [pilot(LONG, base=base)]).verdict

    def test_the_loser_does_not_stand_where_the_winner_holds(self) -> None:
        assert self.verdict(ANY_DUTY) is Verdict.LEGAL

    def test_it_stands_where_the_winner_does_not_hold(self) -> None:
        assert self.verdict(scenario("segments > 2")) is Verdict.VIOLATION
        assert self.verdict(ANY_DUTY, bases=("LGA",)) is Verdict.VIOLATION
        assert self.verdict(ANY_DUTY, positions=(Position.FLIGHT_ATTENDANT,)) is Verdict.VIOLATION
        assert self.verdict(ANY_DUTY, effective=date(2026, 6, 9)) is Verdict.VIOLATION
        assert self.verdict(ANY_DUTY, expires=date(2026, 6, 8)) is Verdict.VIOLATION

    def test_nobody_knows_where_the_winner_is_uncertain(self) -> None:
        assert self.verdict(scenario("years_of_service > 3")) is Verdict.NEEDS_POLICY


class TestOperations:
    late_out = Fdp("d", MORNING, MORNING + 400, (
        Leg("a", "XP1", "JFK", "BOS", MORNING + 60, MORNING + 120, MORNING + 60, MORNING + 140),
        Leg("b", "XP2", "BOS", "JFK", MORNING + 150, MORNING + 210),
    ))  # fmt: skip

    def test_a_connection_is_read_as_planned_or_as_flown_by_the_rules_phase(self) -> None:
        plan = book((rule("c", CONNECTION, phase=Phase.PLAN), ANY_DUTY))
        day = book((rule("c", CONNECTION, phase=Phase.BOTH), ANY_DUTY))
        assert judge(plan, [pilot(self.late_out)]).findings == ()
        (found,) = judge(day, [pilot(self.late_out)]).findings
        assert (found.limit, found.actual, found.excess) == (30, 10, 20)

    @pytest.mark.parametrize(
        ("before", "after", "broken"), [(60, 15, []), (59, 15, [60]), (60, 14, [15]), (0, 0, [60, 15])]
    )
    def test_report_and_release_keep_their_distance(self, before: int, after: int, broken: list[int]) -> None:
        leg = Leg("a", "XP1", "JFK", "BOS", MORNING + before, MORNING + 200)
        served = Fdp("d", MORNING, MORNING + 200 + after, (leg,))
        found = judge(book((rule("r", REPORT), ANY_DUTY)), [pilot(served)]).findings
        assert [f.limit for f in found] == broken

    @pytest.mark.parametrize(
        ("phase", "flown", "broken"),
        [(Phase.PLAN, 190, []), (Phase.PLAN, 230, []), (Phase.BOTH, 190, []), (Phase.BOTH, 230, [15])],
    )
    def test_a_rule_of_the_plan_does_not_hold_a_late_arrival_against_a_planned_release(
        self, phase: Phase, flown: int, broken: list[int]
    ) -> None:
        leg = Leg("a", "XP1", "JFK", "BOS", MORNING + 60, MORNING + 200, MORNING + 60, MORNING + flown)
        served = Fdp("d", MORNING, MORNING + min(flown, 200) + 15, (leg,))
        found = judge(book((rule("r", REPORT, phase=phase), ANY_DUTY)), [pilot(served)]).findings
        assert [f.limit for f in found] == broken


@pytest.mark.parametrize(
    ("name", "crew", "says"),
    [
        ("no legs", [pilot(Fdp("d7", 0, 10, ()))], "Duty d7 of crew member c1 has no leg"),
        ("backwards", [pilot(replace(LONG, release=LONG.report - 1))], "released before it reports"),
        ("legs out of order", [pilot(replace(LONG, legs=LONG.legs[::-1]))], "legs out of order"),
        ("twice", [pilot(LONG), pilot(LONG)], "c1 has two timelines"),
        ("unknown airport", [pilot(LONG, base="QQQ")], "no airport 'QQQ'"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(name: str, crew: list[Timeline], says: str) -> None:
    with pytest.raises(InputError, match=says.replace("(", "\\(")):
        judge(LAW, crew)


def test_the_same_question_has_the_same_answer() -> None:
    crew = [timeline(f"c{n}", Position.CAPTAIN, "JFK", (LONG, duty(LONG.release + 599, 700))) for n in range(5)]
    assert judge(LAW, crew) == judge(LAW, crew)
    assert len(judge(LAW, crew).findings) == 10


def test_two_rules_of_a_family_both_bind() -> None:
    both = book((rule("ten", REST), ANY_DUTY), (rule("eleven", MinimumRest(minutes=660)), ANY_DUTY))
    first = duty(MORNING, 300)
    found = judge(both, [pilot(first, duty(first.release + 630, 300))]).findings
    assert [f.rule for f in found] == ["eleven"]
