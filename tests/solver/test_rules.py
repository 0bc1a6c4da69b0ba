"""What comes out of the Rulebook: scope, dates, scenarios, precedence, and refusing by name."""

from datetime import date

import pytest

from domain.crew import FLYING, PILOTS, Position
from domain.errors import RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import EdgeKind
from domain.rules.pay import Grain
from domain.rules.rule import Phase, Rule, Scenario
from solver.plan import plan
from solver.problem import Committed, CrewMember, Flight
from solver.roster import roster
from tests.solver.problems import at, captains, leg, problem, turn
from tests.solver.rules import REPORT, SOLO, TABLE_B, rule, rulebook, standard

MANUAL = (rule("REPORT", REPORT), rule("SOLO", SOLO))
NEAR = (*turn("A", 1, "08:00"), *turn("B", 1, "18:30"))
LONG_REST: dict[str, object] = {"family": "minimum_rest", "minutes": "10:00"}


def scenario(condition: str, grain: Grain = Grain.DUTY) -> Scenario:
    """A scenario with this condition."""
    return Scenario(id="when", title="When", category="TEST", grain=grain, condition=condition)


def left_open(
    *rules: Rule,
    flights: tuple[Flight, ...] = NEAR,
    crew: tuple[CrewMember, ...] = (),
    when: dict[str, Scenario] | None = None,
    precedence: tuple[Precedence, ...] = (),
) -> int:
    """Flights that one captain leaves open under the manual and these rules."""
    book = rulebook(*MANUAL, *rules, when=when, precedence=precedence)
    result = roster(problem(flights, crew or captains("C1")), book, seconds=1)
    return len({seat.flight_id for seat in result.open_seats})


HARD: tuple[tuple[str, Rule], ...] = (
    ("a family without a builder", rule("PER-DIEM", {"family": "per_diem", "per_hour": "2.50"})),
    ("text only", rule("SPLIT-DUTY", phase=Phase.PLAN)),
)


@pytest.mark.parametrize(("name", "unknown"), HARD, ids=[case[0] for case in HARD])
def test_a_hard_rule_it_cannot_enforce_is_refused_by_name(name: str, unknown: Rule) -> None:
    with pytest.raises(RefusedError, match=unknown.code):
        left_open(unknown)


@pytest.mark.parametrize(("name", "unknown"), HARD, ids=[case[0] for case in HARD])
def test_a_demonstration_goes_on_and_names_what_it_leaves_out(name: str, unknown: Rule) -> None:
    asked, known = problem(NEAR, captains("C1")), rulebook(*MANUAL)
    shown = roster(asked, rulebook(*MANUAL, unknown), seconds=1, demonstration=True)
    plain = roster(asked, known, seconds=1, demonstration=True)
    assert (shown.unenforced, plain.unenforced) == ((unknown.code,), ())
    assert shown.assignments == plain.assignments
    assert shown.model_hash != plain.model_hash == roster(asked, known, seconds=1).model_hash


@pytest.mark.parametrize("fact", ["acclimated", "pilots >= 3"])
def test_a_demonstration_leaves_out_what_hangs_on_facts_no_draft_has(fact: str) -> None:
    book = rulebook(*MANUAL, rule("REST", LONG_REST), when={"REST": scenario(fact)})
    shown = roster(problem(NEAR, captains("C1")), book, seconds=1, demonstration=True)
    assert (shown.unenforced, shown.open_seats) == (("REST",), ())


@pytest.mark.parametrize(
    "harmless",
    [
        rule("SOFT", {"family": "per_diem", "per_hour": "2.50"}, hard=False),
        rule("ON-THE-DAY", phase=Phase.OPERATE),
    ],
    ids=lambda one: str(one.code),
)
def test_what_binds_no_plan_is_no_reason_to_refuse(harmless: Rule) -> None:
    assert left_open(harmless) == 0


@pytest.mark.parametrize("missing", ["REPORT", "SOLO"])
def test_without_the_manual_it_refuses_and_says_which_rule_to_load(missing: str) -> None:
    kept = [one for one in MANUAL if one.code != missing]
    family = "report_release" if missing == "REPORT" else "crew_complement"
    with pytest.raises(RefusedError, match=family):
        roster(problem(NEAR, captains("C1")), rulebook(*kept), seconds=1)


@pytest.mark.parametrize("fact", ["delay_minutes >= 180", "years_of_service >= 5"])
def test_a_fact_not_known_when_planning_is_refused_by_name(fact: str) -> None:
    grain = Grain.LEG if fact.startswith("delay") else Grain.DUTY
    with pytest.raises(RefusedError, match=rf"REST.*{fact.split()[0]}"):
        left_open(rule("REST", LONG_REST), when={"REST": scenario(fact, grain)})


def test_a_blank_on_record_is_refused_by_name_and_never_taken_for_no() -> None:
    with pytest.raises(RefusedError, match=r"REST.*aircraft_type"):
        left_open(rule("REST", LONG_REST), when={"REST": scenario("aircraft_type = 'A321'", Grain.LEG)})
    assert left_open(rule("REST", LONG_REST), when={"REST": scenario("aircraft_type IS NULL", Grain.LEG)}) == 2


def committed_first(*rules: Rule, when: dict[str, Scenario], precedence: tuple[Precedence, ...] = ()) -> int:
    """Flights left open by a captain with an early turn and, six hours after it, a duty that stands already."""
    book = rulebook(*MANUAL, *rules, when=when, precedence=precedence)
    duty = Committed("C1", at(1, "18:15"), at(1, "23:00"))
    result = roster(problem(turn("A", 1, "08:00"), captains("C1"), duty), book, seconds=1)
    return len({seat.flight_id for seat in result.open_seats})


def test_where_the_flights_of_a_committed_duty_would_tell_the_stricter_answer_counts() -> None:
    law, two = rule("LAW", LONG_REST), scenario("segments >= 2")
    deal = rule("DEAL", {"family": "minimum_rest", "minutes": "4:00"})
    wins = Precedence(winner=deal.key, loser=law.key, kind=EdgeKind.OVERRIDES)
    assert committed_first(law, when={"LAW": two}) == 2
    assert committed_first(law, deal, when={"DEAL": two}, precedence=(wins,)) == 2
    assert committed_first(law, deal, when={}, precedence=(wins,)) == 0


SCOPES: tuple[tuple[str, Rule, int], ...] = (
    ("everybody", rule("REST", LONG_REST), 2),
    ("the captain's position", rule("REST", LONG_REST, positions=PILOTS), 2),
    ("another position", rule("REST", LONG_REST, positions=(Position.FLIGHT_ATTENDANT,)), 0),
    ("the captain's base", rule("REST", LONG_REST, bases=("JFK",)), 2),
    ("another base", rule("REST", LONG_REST, bases=("EWR",)), 0),
    ("on the day itself", rule("REST", LONG_REST, hard=False, phase=Phase.OPERATE), 0),
    ("until the day before", rule("REST", LONG_REST, expires=date(2026, 6, 1)), 0),
    ("until the day after", rule("REST", LONG_REST, expires=date(2026, 6, 2)), 2),
)


@pytest.mark.parametrize(("name", "rest", "expect"), SCOPES, ids=[case[0] for case in SCOPES])
def test_a_rule_binds_within_its_scope(name: str, rest: Rule, expect: int) -> None:
    assert left_open(rest) == expect


def test_each_duty_takes_the_value_of_its_own_date() -> None:
    dated = rule(
        "REST",
        (date(2014, 1, 4), LONG_REST),
        (date(2026, 6, 2), {"family": "minimum_rest", "minutes": "4:00"}),
    )
    later = (*turn("C", 2, "08:00"), *turn("D", 2, "18:30"))
    assert left_open(dated) == 2
    assert left_open(dated, flights=later) == 0


SCENARIOS = (
    ("holds", "segments >= 2", Grain.DUTY, 2),
    ("fails", "segments >= 3", Grain.DUTY, 0),
    ("of the crew", "crew_position = 'CAPTAIN' AND base = 'JFK'", Grain.PERIOD, 2),
    ("by the report of the later duty", "report_local_min >= 1050", Grain.DUTY, 2),
    ("a minute later", "report_local_min >= 1051", Grain.DUTY, 0),
    ("never augmented", "augmented", Grain.DUTY, 0),
    ("by the date", "duty_date >= DATE '2026-06-02'", Grain.DUTY, 0),
    ("on one of its flights", "flight_number = 'Bi'", Grain.LEG, 2),
    ("on none of its flights", "flight_number = 'Z'", Grain.LEG, 0),
)


@pytest.mark.parametrize(("name", "condition", "grain", "expect"), SCENARIOS, ids=[case[0] for case in SCENARIOS])
def test_a_rule_binds_where_its_scenario_holds(name: str, condition: str, grain: Grain, expect: int) -> None:
    assert left_open(rule("REST", LONG_REST), when={"REST": scenario(condition, grain)}) == expect


def test_the_loser_does_not_stand_where_the_winner_does() -> None:
    law, contract = rule("LAW", LONG_REST), rule("DEAL", {"family": "minimum_rest", "minutes": "4:00"})
    wins = Precedence(winner=contract.key, loser=law.key, kind=EdgeKind.OVERRIDES)
    assert left_open(law, contract) == 2
    assert left_open(law, contract, precedence=(wins,)) == 0
    elsewhere = {"DEAL": scenario("segments >= 3")}
    assert left_open(law, contract, precedence=(wins,), when=elsewhere) == 2


def test_of_several_rules_the_stricter_binds() -> None:
    assert left_open(rule("SHORT", {"family": "minimum_rest", "minutes": "4:00"}), rule("LONG", LONG_REST)) == 2


def test_report_takes_the_value_of_the_day_it_falls_on() -> None:
    dated = rule(
        "DATED",
        (date(2014, 1, 4), {"family": "report_release", "report_before": 90, "release_after": 15}),
        (date(2026, 6, 2), {"family": "report_release", "report_before": 45, "release_after": 15}),
    )
    after_midnight, at_noon = turn("A", 2, "00:30"), turn("B", 2, "12:00", station="ORD")
    result = roster(problem((*after_midnight, *at_noon), captains("C1")), rulebook(dated, MANUAL[1]), seconds=1)
    assert [duty.report for duty in result.duties] == [at(1, "23:00"), at(2, "11:15")]


def test_report_follows_the_manual_over_more_than_one_midnight() -> None:
    """Ten hours by the day of the flight, 30 by the day before, where they begin, 49 by the day before that."""
    dated = rule(
        "DATED",
        (date(2014, 1, 4), {"family": "report_release", "report_before": "49:00", "release_after": 15}),
        (date(2026, 6, 2), {"family": "report_release", "report_before": "30:00", "release_after": 15}),
        (date(2026, 6, 3), {"family": "report_release", "report_before": "10:00", "release_after": 15}),
    )
    planned = plan(problem(turn("A", 3, "05:00"), ()), rulebook(dated, MANUAL[1]))
    assert [trip.duties[0].report for trip in planned.trips.pairings] == [at(1, "04:00")]


def test_a_complement_can_hang_on_the_aircraft() -> None:
    big = rule("BIG", {"family": "crew_complement", "positions": {"CAPTAIN": 2}})
    out, back = at(1, "08:00"), at(1, "11:00")
    flights = (leg("Ao", "JFK", "BUF", out, 90, "A321"), leg("Ai", "BUF", "JFK", back, 90, "A321"))
    when = {"BIG": scenario("aircraft_type = 'A321'", Grain.LEG)}
    assert left_open(big, flights=flights, when=when) == 2
    assert left_open(big, flights=flights, crew=captains("C1", "C2"), when=when) == 0


def test_a_crew_flies_its_whole_trip_so_the_larger_complement_counts() -> None:
    big = rule("BIG", {"family": "crew_complement", "positions": {"CAPTAIN": 2}})
    out, back = (
        leg("Ao", "JFK", "LAX", at(1, "08:00"), 360, "A321"),
        leg("Bi", "LAX", "JFK", at(2, "08:00"), 360, "B738"),
    )
    rules = (big, rule("REST", LONG_REST), rule("FDP", TABLE_B))
    when = {"BIG": scenario("aircraft_type = 'A321'", Grain.LEG)}
    assert left_open(*rules, flights=(out, back), when=when) == 2
    assert left_open(*rules, flights=(out, back), when=when, crew=captains("C1", "C2")) == 0


def test_every_rule_of_the_slice_has_a_builder() -> None:
    assert {one.positions for one in standard()} >= {PILOTS, FLYING}
    assert roster(problem((), ()), rulebook(*standard())).trips == ()
