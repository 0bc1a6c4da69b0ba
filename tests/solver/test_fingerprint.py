"""The model's hash: one cell, one rule, one link or one flight changes it; what binds no plan does not."""

from copy import deepcopy

import pytest

from domain.crew import PILOTS
from domain.rulebook import Precedence, Rulebook
from domain.rulegraph import EdgeKind
from domain.rules.pay import Grain
from domain.rules.rule import Rule, Scenario
from solver.fingerprint import model_hash
from solver.problem import Committed
from solver.roster import roster
from tests.solver.problems import at, captains, problem, turn
from tests.solver.rules import TABLE_B, rule, rulebook, standard

PROBLEM = problem(turn("A", 1, "08:00"), captains("C1", "C2"))
RULES = standard()
BOOK = rulebook(*RULES)


def one_cell() -> Rule:
    """Table B with 13:30 where it says 14:00 for two flights from 07:00."""
    table = deepcopy(TABLE_B)
    table["rows"][4]["limits"][1] = "13:30"  # type: ignore[index]
    return rule("FDP", table, positions=PILOTS)


AT_NIGHT = Scenario(id="night", title="Night", category="TEST", grain=Grain.DUTY, condition="report_local_min < 300")
WINS = Precedence(winner=RULES[2].key, loser=RULES[4].key, kind=EdgeKind.OVERRIDES)
CHANGED = (
    ("one cell of Table B", rulebook(one_cell(), *RULES[1:])),
    ("one rule less", rulebook(*RULES[:4], *RULES[5:])),
    ("one rule not hard", rulebook(rule("FDP", TABLE_B, positions=PILOTS, hard=False), *RULES[1:])),
    ("one rule for fewer", rulebook(rule("FDP", TABLE_B, positions=PILOTS[:1]), *RULES[1:])),
    ("another scenario", rulebook(*RULES, when={"FDP": AT_NIGHT})),
    ("another precedence", rulebook(*RULES, precedence=(WINS,))),
)


@pytest.mark.parametrize(("name", "book"), CHANGED, ids=[case[0] for case in CHANGED])
def test_what_binds_a_plan_changes_the_hash(name: str, book: Rulebook) -> None:
    assert model_hash(PROBLEM, book) != model_hash(PROBLEM, BOOK)


def test_what_binds_no_plan_leaves_it() -> None:
    pay = rule("PER-DIEM", {"family": "per_diem", "per_hour": "2.50"}, hard=False)
    assert model_hash(PROBLEM, rulebook(*RULES, pay)) == model_hash(PROBLEM, BOOK)
    assert model_hash(PROBLEM, rulebook(*reversed(RULES))) == model_hash(PROBLEM, BOOK)


def softly(condition: str) -> Rulebook:
    """The rules, with one that is not hard and takes the place of the cabin's rest where this holds."""
    soft = rule("SOFT", {"family": "minimum_rest", "minutes": "8:00"}, hard=False)
    wins = Precedence(winner=soft.key, loser=RULES[3].key, kind=EdgeKind.OVERRIDES)
    when = AT_NIGHT.model_copy(update={"condition": condition})
    return rulebook(*RULES, soft, when={"SOFT": when}, precedence=(wins,))


def test_a_rule_that_only_displaces_is_in_it() -> None:
    books = (BOOK, softly("report_local_min < 300"), softly("report_local_min < 301"))
    assert len({model_hash(PROBLEM, book) for book in books}) == 3


def test_another_spelling_of_a_condition_is_the_same_model() -> None:
    assert model_hash(PROBLEM, softly("report_local_min<300")) == model_hash(PROBLEM, softly("report_local_min < 300"))


def test_the_problem_is_in_it() -> None:
    later = problem(turn("A", 1, "08:01"), captains("C1", "C2"))
    busy = problem(turn("A", 1, "08:00"), captains("C1", "C2"), Committed("C1", at(9, "08:00"), at(9, "09:00")))
    assert len({model_hash(one, BOOK) for one in (PROBLEM, later, busy)}) == 3


def test_the_roster_carries_it_with_the_rulebooks() -> None:
    result = roster(PROBLEM, BOOK, seconds=1)
    assert (result.model_hash, result.rulebook) == (model_hash(PROBLEM, BOOK), BOOK.hash)
    assert result.model_hash.startswith("sha256:")
