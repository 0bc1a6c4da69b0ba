"""What a permission does to a breach, and to the last legal end: with families made up for these tests."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from domain.judgement import LatestEnd, ReportDue, Verdict
from domain.rules.exceptions import Bounded, CommanderDiscretion, OverrunException
from domain.rules.rule import Phase, Scenario
from legality.bindings import Bindings
from legality.breach import Allowance, Breach, Due, End
from legality.drawing import draw
from legality.latest import latest_end
from legality.moment import Moment, Scene
from legality.registry import Families, Family
from legality.settling import Settled, settle
from tests.legality.books import ANY_DUTY, FDP, WINDOW, book, duty, new_york, pilot, rule
from tests.legality.test_judge import scenario

REPORT = new_york("2026-06-08", "0700")
LIMIT = 600
"""The made-up limit of flight duty, in minutes; ``over`` breaks it by so many."""


def limit(spec: Any, moment: Moment, planned: bool) -> Iterator[Breach]:
    assert moment.flying is not None
    length = moment.flying.length(planned)
    if length > LIMIT:
        yield Breach(LIMIT, length, "too long.", of=Bounded.FDP, rule="L(1)")


def ends(spec: Any, moment: Moment) -> Iterator[End]:
    yield End(REPORT + LIMIT, Bounded.FDP)


def more(spec: CommanderDiscretion, moment: Moment) -> Iterator[Allowance]:
    yield Allowance(Bounded.FDP, spec.minutes, "M(2)", (Due("M(4)", 10),), long_over=30)


def without_end(spec: OverrunException, moment: Moment) -> Iterator[Allowance]:
    yield from (Allowance(lifted, None, "U", (Due("U", 5),)) for lifted in spec.lifts)


FAMILIES: Families = {
    "fdp_table": Family(check=limit, ends=ends),
    "commander_discretion": Family(grants=more, could_grant=more),
    "overrun_exception": Family(grants=without_end),
    "rest_in_window": Family(ends=lambda spec, moment: iter([End(REPORT + 660, None)])),
}
EXTRA = CommanderDiscretion(minutes=120, augmented_minutes=180, rest_floor=600)
WHATEVER = OverrunException(lifts=(Bounded.FLIGHT_TIME,), after_takeoff=True)
LIFTED = OverrunException(lifts=(Bounded.FLIGHT_TIME, Bounded.FDP), after_takeoff=True)
OPERATE = Phase.OPERATE
UNKNOWN = scenario("years_of_service > 3", name="unknown")


def moment(length: int, *rules: tuple[Any, Scenario]) -> Moment:
    bindings = Bindings(book((rule("L", FDP), ANY_DUTY), *rules), FAMILIES)
    timeline = pilot(duty(REPORT, length))
    scope = bindings.scope(timeline.crew.position, timeline.crew.base)
    return Scene(draw(timeline, scope.required_rest), scope, Counter()).moment(0)


def settled(length: int, *rules: tuple[Any, Scenario]) -> Settled:
    found = moment(length, *rules)
    (stands,) = found.standing("fdp_table")
    (breach,) = limit(stands.spec, found, planned=False)
    return settle(found, stands, breach)


M = (rule("M", EXTRA, phase=OPERATE), ANY_DUTY)
U = (rule("U", LIFTED, phase=OPERATE), ANY_DUTY)
OTHER = (rule("U", WHATEVER, phase=OPERATE), ANY_DUTY)
NOT_SURE = (rule("M", EXTRA, phase=OPERATE), UNKNOWN)
NOT_HERE = (rule("M", EXTRA, phase=OPERATE), scenario("segments > 5"))


@pytest.mark.parametrize(
    ("name", "over", "rules", "finding", "reports"),
    [
        ("no permission", 1, [], ("L(1)", 600, 601, Verdict.VIOLATION), []),
        ("covered, no report yet", 30, [M], None, []),
        ("covered, and a report falls due", 31, [M], None, [("M(4)", 10)]),
        ("covered to the minute", 120, [M], None, [("M(4)", 10)]),
        ("beyond it the permission is broken", 121, [M], ("M(2)", 720, 721, Verdict.VIOLATION), [("M(4)", 10)]),
        ("the widest one counts", 500, [M, U], None, [("U", 5)]),
        ("one that lifts something else does not", 1, [OTHER], ("L(1)", 600, 601, Verdict.VIOLATION), []),
        ("one whose scenario fails does not", 1, [NOT_HERE], ("L(1)", 600, 601, Verdict.VIOLATION), []),
        ("one that may not stand is for policy", 1, [NOT_SURE], ("L(1)", 600, 601, Verdict.NEEDS_POLICY), []),
        ("beyond even that it is broken", 121, [NOT_SURE], ("L(1)", 600, 721, Verdict.VIOLATION), []),
        ("another covers it", 1, [NOT_SURE, U], None, [("U", 5)]),
    ],
)
def test_a_permission_covers_or_is_broken(
    name: str,
    over: int,
    rules: list[tuple[Any, Scenario]],
    finding: tuple[str, int, int, Verdict] | None,
    reports: list[tuple[str, int]],
) -> None:
    found = settled(LIMIT + over, *rules)
    said = found.finding
    assert (None if said is None else (said.rule, said.limit, said.actual, said.verdict)) == finding
    assert [(due.rule, due.within_days) for due in found.reports] == reports
    assert all(isinstance(due, ReportDue) and due.event == f"d{REPORT}" for due in found.reports)


def test_the_path_names_the_paragraph_and_who_gave_the_permission() -> None:
    plain, beyond = settled(601).finding, settled(721, M).finding
    assert plain is not None
    assert plain.path == ("Scenario any_duty", "APPLIES_TO", "L(1)")
    assert beyond is not None
    assert beyond.path == ("Scenario any_duty", "APPLIES_TO", "M(2)")
    assert "M permits" in beyond.message


@pytest.mark.parametrize(
    ("name", "rules", "end", "by", "extended", "extended_by"),
    [
        ("one limit", [], 600, "L", 600, "L"),
        ("an extension that could be asked for", [M], 600, "L", 720, "M(2)"),
        ("also where its scenario does not hold", [NOT_HERE], 600, "L", 720, "M(2)"),
        ("what nothing lifts then binds", [M, (rule("W", WINDOW), ANY_DUTY)], 600, "L", 660, "W"),
        ("a permission on the day is not asked for", [U], 600, "L", 600, "L"),
    ],
)
def test_the_last_legal_end(
    name: str, rules: list[tuple[Any, Scenario]], end: int, by: str, extended: int, extended_by: str
) -> None:
    assert latest_end(moment(300, *rules)) == LatestEnd(f"d{REPORT}", REPORT + end, by, REPORT + extended, extended_by)


def test_a_rule_that_displaces_another_says_so() -> None:
    rules = book((rule("L", FDP), ANY_DUTY), (rule("T", FDP), ANY_DUTY), over=[("T", "L")])
    bindings = Bindings(rules, FAMILIES)
    timeline = pilot(duty(REPORT, 601))
    scope = bindings.scope(timeline.crew.position, timeline.crew.base)
    (stands,) = Scene(draw(timeline, scope.required_rest), scope, Counter()).moment(0).standing("fdp_table")
    assert stands.path() == ("Scenario any_duty", "APPLIES_TO", "T", "OVERRIDES", "L")
