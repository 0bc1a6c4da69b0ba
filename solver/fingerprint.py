"""The hash of a model: everything that decides what may be planned, and nothing else."""

from dataclasses import astuple

from domain.canonical import digest
from domain.rulebook import Rulebook
from domain.rules.rule import Rule
from solver.problem import Problem
from solver.terms import binding, planning


def model_hash(problem: Problem, rulebook: Rulebook) -> str:
    """``sha256:…`` over flights, crew and committed duties, and over the limits with where each holds.

    One cell of a table, one rule or one link to a scenario less, or another precedence changes it; a rule's
    title does not, nor do rules that no plan must keep.
    """
    planned = {rule.key for rule in planning(rulebook)}
    return digest(
        {
            "problem": [
                sorted(astuple(flight) for flight in problem.flights),
                sorted(astuple(member) for member in problem.crew),
                sorted(astuple(duty) for duty in problem.committed),
                sorted(problem.bases),
                [problem.start, problem.end],
            ],
            "limits": [_limit(rulebook, rule) for rule in sorted(binding(rulebook), key=lambda rule: rule.key)],
            "precedence": sorted(
                [str(pair.winner), str(pair.loser)] for pair in rulebook.precedence if pair.winner in planned
            ),
        }
    )


def _limit(rulebook: Rulebook, rule: Rule) -> dict[str, object]:
    """What one rule forbids, to whom, when and where."""
    return {
        "rule": str(rule.key),
        "says": rule.versions,
        "from": rule.effective,
        "until": rule.expires,
        "positions": sorted(rule.positions),
        "bases": sorted(rule.bases),
        "holds": sorted([scenario.grain, scenario.condition] for scenario in rulebook.scenarios_of(rule.key)),
    }
