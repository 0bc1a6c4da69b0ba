"""Overrides and settled conflicts: who is dropped, who yields row by row, and what may not be displaced."""

from datetime import date

import pytest

from domain.crew import Position
from domain.errors import ConflictError, RefusedError
from domain.rulebook import Rulebook
from domain.rulegraph import EdgeKind, Method
from domain.rules.rule import PUBLIC, Phase, Rule, RuleKind
from tests.domain.examples import (
    Part,
    applies,
    codes,
    conflicts,
    delay_pay,
    night_pay,
    overrides,
    resolved,
    rest,
    rule,
    specializes,
)

CAPTAINS = (Position.CAPTAIN,)


def pairs(book: Rulebook) -> list[tuple[str, str]]:
    """Winner and loser of each pair that is applied row by row."""
    return [(pair.winner.code, pair.loser.code) for pair in book.precedence]


def dropped(book: Rulebook) -> list[tuple[str, str]]:
    """The rules that were dropped, and why."""
    return [(one.rule.code, one.why) for one in book.dropped]


OVER = "overridden by XP/A (OVERRIDES)"
COVERAGE = [
    ("the same scenario", {}, {}, ["any_flight"], ["any_flight"], True),
    ("a wider scenario", {}, {}, ["delayed"], ["long_delay"], True),
    ("a narrower scenario", {}, {}, ["long_delay"], ["delayed"], False),
    ("one of two scenarios", {}, {}, ["delayed"], ["delayed", "mechanical"], False),
    ("more positions", {}, {"positions": CAPTAINS}, ["any_flight"], ["any_flight"], True),
    ("fewer positions", {"positions": CAPTAINS}, {}, ["any_flight"], ["any_flight"], False),
    ("all bases", {}, {"bases": ("HVN",)}, ["any_flight"], ["any_flight"], True),
    ("one base", {"bases": ("HVN",)}, {}, ["any_flight"], ["any_flight"], False),
    ("one base more", {"bases": ("HVN", "LAL")}, {"bases": ("HVN",)}, ["any_flight"], ["any_flight"], True),
    ("later in the month", {"effective": date(2026, 7, 15)}, {}, ["any_flight"], ["any_flight"], False),
    ("later, as is the other", {"effective": date(2026, 7, 15)}, {"effective": date(2026, 7, 20)},
     ["any_flight"], ["any_flight"], True),
    ("ends in the month", {"expires": date(2026, 7, 15)}, {}, ["any_flight"], ["any_flight"], False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("winner", "loser", "here", "there", "whole"), [case[1:] for case in COVERAGE], ids=[case[0] for case in COVERAGE]
)
def test_an_override_drops_what_it_covers_and_else_stands_row_by_row(
    winner: dict[str, object], loser: dict[str, object], here: list[str], there: list[str], whole: bool
) -> None:
    a, b = delay_pay("A", 100, **winner), delay_pay("B", 50, **loser)
    book = resolved(a, b, overrides(a, b), applies(a, *here), applies(b, *there), specializes("long_delay", "delayed"))
    assert (dropped(book), pairs(book)) == (([("B", OVER)], []) if whole else ([], [("A", "B")]))


def test_a_scenario_lies_inside_one_that_lies_inside_another() -> None:
    a, b = delay_pay("A", 100), delay_pay("B", 50)
    nested = [specializes("long_delay", "delayed"), specializes("mechanical", "long_delay")]
    edges: list[Part] = [*nested, conflicts(b, a, Method.SPECIFIC_OVER_GENERAL)]
    assert pairs(resolved(a, b, *edges, applies(a, "mechanical"), applies(b, "delayed"))) == [("A", "B")]


def test_a_drawn_specialization_proves_nothing_and_drops_nobody_whole() -> None:
    """Not every mechanical delay is long, whatever an edge says: on a short one the loser must still pay."""
    a, b = delay_pay("A", 100), delay_pay("B", 50)
    drawn: list[Part] = [specializes("mechanical", "long_delay"), overrides(a, b)]
    book = resolved(a, b, *drawn, applies(a, "long_delay"), applies(b, "mechanical"))
    assert (dropped(book), pairs(book)) == ([], [("A", "B")])


def test_a_premium_of_some_dates_and_one_of_other_rows_drop_nobody_whole() -> None:
    turn = rule("turn", {"family": "premium", "component": "night_pay", "flat": "5"})
    holiday = {"family": "holiday_premium", "component": "delay_pay", "percent": 100, "dates": ["2026-07-04"]}
    speaks = {"family": "language_premium", "component": "delay_pay", "per_hour": "2"}
    duty = rule("duty", {"family": "premium", "component": "delay_pay", "grain": "duty", "flat": "9"})
    for winner in (rule("holiday", holiday), rule("speaks", speaks), duty):
        book = resolved(winner, turn, overrides(winner, turn))
        assert (dropped(book), pairs(book)) == ([], [(winner.code, "turn")])


def test_scenarios_of_legs_that_exclude_each_other_meet_on_a_duty() -> None:
    """One leg is early and the next one late: on the duty both rules hold, and one displaces the other."""
    grain = {"family": "premium", "component": "night_pay", "grain": "duty"}
    early, late = rule("early", grain | {"flat": "5"}), rule("late", grain | {"flat": "9"})
    places: list[Part] = [applies(early, "early"), applies(late, "delayed")]
    assert pairs(resolved(early, late, *places, overrides(late, early))) == [("late", "early")]
    with pytest.raises(ConflictError, match="both set night_pay"):
        resolved(early, late, *places)


@pytest.mark.parametrize(
    ("here", "there"),
    [({"positions": CAPTAINS}, {"positions": (Position.FIRST_OFFICER,)}), ({"bases": ("HVN",)}, {"bases": ("LAL",)})],
)
def test_rules_for_other_people_leave_each_other_alone(here: dict[str, object], there: dict[str, object]) -> None:
    a, b = delay_pay("A", 100, **here), delay_pay("B", 50, **there)
    book = resolved(a, b, overrides(a, b), conflicts(a, b, Method.MANUAL_REVIEW))
    assert (codes(book), pairs(book)) == (["A", "B"], [])


def test_what_stands_above_a_rule_stands_above_what_it_displaces() -> None:
    a, b, c = delay_pay("A", 100), delay_pay("B", 50), delay_pay("C", 25)
    book = resolved(a, b, c, overrides(a, b), overrides(b, c), applies(a, "long_delay"), applies(b, "delayed"))
    assert pairs(book) == [("A", "B"), ("A", "C"), ("B", "C")]


def test_a_rule_covered_at_the_end_of_a_chain_is_dropped() -> None:
    a, b, c = delay_pay("A", 100), delay_pay("B", 50), delay_pay("C", 25)
    book = resolved(a, b, c, overrides(a, b), overrides(b, c))
    assert dropped(book) == [("B", OVER), ("C", OVER)]


def test_a_rule_that_itself_yields_drops_nothing_whole() -> None:
    top, a, b = delay_pay("top", 200), delay_pay("A", 100), delay_pay("B", 50)
    book = resolved(top, a, b, overrides(top, a), overrides(a, b), applies(top, "long_delay"))
    assert (dropped(book), pairs(book)) == ([], [("A", "B"), ("top", "A"), ("top", "B")])


CIRCLES = [
    ("two", [("A", "B"), ("B", "A")]),
    ("three", [("A", "B"), ("B", "C"), ("C", "A")]),
    ("itself", [("A", "A")]),
]


@pytest.mark.parametrize("drawn", [case[1] for case in CIRCLES], ids=[case[0] for case in CIRCLES])
def test_circles_are_refused(drawn: list[tuple[str, str]]) -> None:
    rules = {code: delay_pay(code, number) for number, code in enumerate("ABC")}
    with pytest.raises(RefusedError, match=r"in a circle: XP/[ABC] over XP/"):
        resolved(*rules.values(), *(overrides(rules[one], rules[other]) for one, other in drawn))


def test_an_override_against_a_settled_conflict_is_a_circle() -> None:
    a, b = delay_pay("A", 100), delay_pay("B", 50, effective=date(2025, 1, 1))
    with pytest.raises(RefusedError, match="in a circle"):
        resolved(a, b, overrides(a, b), applies(a, "long_delay"), conflicts(a, b, Method.LATER_EFFECTIVE))


manual = {"kind": RuleKind.OPERATION}
METHODS = [
    ("law over contract", Method.HIGHER_AUTHORITY, {}, manual, "A"),
    ("contract over manual", Method.HIGHER_AUTHORITY, manual, {}, "B"),
    ("the later one", Method.LATER_EFFECTIVE, {}, {"effective": date(2025, 1, 1)}, "B"),
    ("captains only", Method.SPECIFIC_OVER_GENERAL, {"positions": CAPTAINS}, {}, "A"),
    ("one base", Method.SPECIFIC_OVER_GENERAL, {}, {"bases": ("HVN",)}, "B"),
]


@pytest.mark.parametrize(
    ("method", "here", "there", "winner"), [case[1:] for case in METHODS], ids=[case[0] for case in METHODS]
)
def test_a_method_finds_the_winner(
    method: Method, here: dict[str, object], there: dict[str, object], winner: str
) -> None:
    a, b = delay_pay("A", 100, **here), delay_pay("B", 50, **there)
    for edge in (conflicts(a, b, method), conflicts(b, a, method)):
        book = resolved(a, b, edge, applies(a, "delayed"), applies(b, "delayed"))
        lost = [(pair.winner.code, pair.loser.code, pair.kind, pair.method) for pair in book.precedence]
        gone = [(one.by and one.by.code, one.rule.code, EdgeKind.CONFLICTS_WITH, method) for one in book.dropped]
        assert lost + gone == [(winner, "B" if winner == "A" else "A", EdgeKind.CONFLICTS_WITH, method)]


def test_a_covered_loser_of_a_method_is_dropped_and_told_so() -> None:
    a, b = delay_pay("A", 100), delay_pay("B", 50, **manual)
    assert dropped(resolved(a, b, conflicts(a, b, Method.HIGHER_AUTHORITY))) == [
        ("B", "overridden by XP/A (HIGHER_AUTHORITY)")
    ]


def test_the_special_scenario_wins_over_the_general_one() -> None:
    a, b = delay_pay("A", 100), delay_pay("B", 50)
    edges: list[Part] = [conflicts(b, a, Method.SPECIFIC_OVER_GENERAL), specializes("long_delay", "delayed")]
    assert pairs(resolved(a, b, *edges, applies(a, "long_delay"), applies(b, "delayed"))) == [("A", "B")]


def test_what_is_more_favorable_to_crew_is_left_to_each_row() -> None:
    a, b = delay_pay("A", 100), delay_pay("B", 50)
    for edge in (conflicts(a, b, Method.MORE_FAVORABLE_TO_CREW), conflicts(b, a, Method.MORE_FAVORABLE_TO_CREW)):
        book = resolved(a, b, edge)
        assert (codes(book), pairs(book)) == (["A", "B"], [("A", "B")])
        assert book.precedence[0].method is Method.MORE_FAVORABLE_TO_CREW


law = rest("117.25(e)", 10, owner=PUBLIC)
longer = rest("rest", 12, hard=True, phase=Phase.BOTH)


def test_of_two_bounds_both_stand_and_the_stricter_binds() -> None:
    book = resolved(law, longer, conflicts(law, longer, Method.MORE_RESTRICTIVE))
    assert (codes(book), pairs(book), dropped(book)) == (["117.25(e)", "rest"], [], [])


def test_law_may_displace_a_contract_limit_of_its_family() -> None:
    assert codes(resolved(law, longer, overrides(law, longer))) == ["117.25(e)"]


SHORT = {"hard": True, "phase": Phase.BOTH}
advice = rest("advice", 10, owner=PUBLIC, hard=False, phase=Phase.BOTH)
day = rest("day", 8, owner=PUBLIC, hard=False, phase=Phase.OPERATE)
rate = rule("rate", {"family": "hourly_rate", "steps": [{"position": "CAPTAIN", "years": 0, "rate": "90"}]})
GUARDED = [
    ("a contract over law", rest("short", 8, **SHORT), law, "has less authority"),
    ("a soft limit over a hard one", rest("soft", 8, owner=PUBLIC, hard=False), law, "is not hard"),
    ("a limit of the day over one of both", day, advice, "phase OPERATE"),
    ("pay over a limit", delay_pay("pay", 1), law, "is a delay_pay and not a minimum_rest"),
    ("a text over a limit", rule("text", None), law, "is a text and not a minimum_rest"),
    ("a limit over pay", law, delay_pay("pay", 1), "is a minimum_rest and not a delay_pay"),
    ("a text over pay", rule("text", None), delay_pay("pay", 1), "is a text and not a term that writes lines"),
    ("pay over a rate", delay_pay("pay", 1), rate, "is a delay_pay and not an hourly_rate"),
    ("a rate over pay", rate, delay_pay("pay", 1), "is a hourly_rate and not a term that writes lines"),
]


@pytest.mark.parametrize(("winner", "loser", "said"), [case[1:] for case in GUARDED], ids=[case[0] for case in GUARDED])
def test_limits_are_guarded(winner: Rule, loser: Rule, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        resolved(winner, loser, overrides(winner, loser))
    assert all(part in str(refused.value) for part in (said, str(winner.key), loser.clause, "OVERRIDES"))


def test_a_rate_and_an_amount_are_not_compared_for_favor() -> None:
    with pytest.raises(RefusedError, match="MORE_FAVORABLE_TO_CREW: it is a"):
        resolved(rate, one, conflicts(rate, one, Method.MORE_FAVORABLE_TO_CREW))


def test_a_method_cannot_displace_a_limit_either() -> None:
    newer = rest("newer", 8, effective=date(2025, 1, 1), **SHORT)
    with pytest.raises(RefusedError, match=r"XP/newer .* cannot displace PUBLIC/117.25\(e\) .* by LATER_EFFECTIVE"):
        resolved(law, newer, conflicts(law, newer, Method.LATER_EFFECTIVE))


one, two = delay_pay("A", 100), delay_pay("B", 50)
UNSETTLED = [
    ("no method", None, ConflictError, "no resolution method is given"),
    ("a person must", Method.MANUAL_REVIEW, ConflictError, "a person must settle"),
    ("equal authority", Method.HIGHER_AUTHORITY, ConflictError, "does not tell them apart"),
    ("equal scope", Method.SPECIFIC_OVER_GENERAL, ConflictError, "does not tell them apart"),
    ("the same day", Method.LATER_EFFECTIVE, ConflictError, "does not tell them apart"),
    ("pay is no bound", Method.MORE_RESTRICTIVE, RefusedError, "not two bounds on one quantity"),
]


@pytest.mark.parametrize(
    ("method", "error", "said"), [case[1:] for case in UNSETTLED], ids=[case[0] for case in UNSETTLED]
)
def test_a_method_that_does_not_decide_is_an_error_naming_both_clauses(
    method: Method | None, error: type[RefusedError], said: str
) -> None:
    with pytest.raises(error) as refused:
        resolved(one, two, conflicts(one, two, method))
    assert all(part in str(refused.value) for part in (said, "XP/A (Clause A)", "XP/B (Clause B)"))


def test_a_limit_is_not_settled_by_favor() -> None:
    with pytest.raises(RefusedError, match="a limit is no pay"):
        resolved(law, longer, conflicts(law, longer, Method.MORE_FAVORABLE_TO_CREW))


def test_nobody_need_settle_what_cannot_hold_together() -> None:
    edges: list[Part] = [conflicts(one, two, Method.MANUAL_REVIEW), applies(one, "early"), applies(two, "delayed")]
    assert codes(resolved(one, two, *edges)) == ["A", "B"]


def test_two_methods_on_one_pair_are_refused() -> None:
    edges = [conflicts(one, two, Method.LATER_EFFECTIVE), conflicts(two, one, Method.HIGHER_AUTHORITY, PUBLIC)]
    with pytest.raises(RefusedError, match="two methods, HIGHER_AUTHORITY and LATER_EFFECTIVE"):
        resolved(one, two, *edges)


def test_an_override_beside_a_row_by_row_method_is_refused() -> None:
    edges: list[Part] = [
        overrides(one, two),
        conflicts(one, two, Method.MORE_FAVORABLE_TO_CREW),
        applies(one, "long_delay"),
    ]
    with pytest.raises(RefusedError, match="settled in two ways"):
        resolved(one, two, *edges)


def test_a_conflict_of_a_dropped_rule_needs_no_settling() -> None:
    top, weak, other = night_pay("top", 10), night_pay("weak", 20), night_pay("other", 30, bases=("HVN",))
    book = resolved(top, weak, other, overrides(top, weak), overrides(other, top), conflicts(weak, other, None))
    assert pairs(book) == [("other", "top"), ("other", "weak"), ("top", "weak")]
    assert codes(resolved(top, weak, overrides(top, weak), conflicts(top, weak, None))) == ["top"]
