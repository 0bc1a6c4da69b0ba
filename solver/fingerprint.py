"""The hash of a model: everything that decides what may be planned, and nothing else."""

from dataclasses import astuple

from domain.canonical import digest
from domain.conditions import parse
from domain.rulebook import Rulebook
from domain.rules.rule import Rule
from solver.plan import left_out
from solver.problem import Problem
from solver.terms import asked, binding


def model_hash(problem: Problem, rulebook: Rulebook, *, demonstration: bool = False) -> str:
    """``sha256:…`` over flights, crew and committed duties, and over the limits with where each holds.

    One cell of a table, one rule or one link to a scenario less, or another precedence changes it; a rule's
    title does not, nor do rules that no plan must keep and that displace none of those. The model of a demonstration
    names what it leaves out.
    """
    missing = left_out(rulebook) if demonstration else ()
    rules = {rule.key: rule for rule in asked(rulebook)}
    binds = {rule.key for rule in binding(rulebook)}
    said: dict[str, object] = {"unenforced": [str(rule.key) for rule in missing]} if missing else {}
    return digest(
        said
        | {
            "problem": _asked(problem),
            "limits": [_limit(rulebook, rules[key], key in binds) for key in sorted(rules)],
            "precedence": sorted(
                [str(pair.winner), str(pair.loser)]
                for pair in rulebook.precedence
                if pair.winner in rules and pair.loser in rules
            ),
        }
    )


def _asked(problem: Problem) -> list[object]:
    """What is to be planned; the order in which it was given is no matter."""
    return [
        sorted(astuple(flight) for flight in problem.flights),
        sorted(astuple(member) for member in problem.crew),
        sorted(astuple(duty) for duty in problem.committed),
        sorted(problem.bases),
        [problem.start, problem.end],
    ]


def _limit(rulebook: Rulebook, rule: Rule, binds: bool) -> dict[str, object]:
    """What one rule forbids, to whom, when and where; of one that only displaces others, what it says is no matter."""
    return {
        "rule": str(rule.key),
        "says": rule.versions if binds else (),
        "from": rule.effective,
        "until": rule.expires,
        "positions": sorted(rule.positions),
        "bases": sorted(rule.bases),
        "holds": sorted(
            [scenario.grain, parse(scenario.condition, scenario.grain).normalised]
            for scenario in rulebook.scenarios_of(rule.key)
        ),
    }
