"""Which hard rules of a plan nothing here enforces, and a Rulebook without them, for a demonstration only."""

from collections.abc import Collection, Iterator

from domain.conditions import parse
from domain.rulebook import Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Key, Rule, Scenario
from solver.draft import DUTY_FACTS, LEG_FACTS
from solver.terms import asked, binding


def unenforced(rulebook: Rulebook, families: Collection[str]) -> tuple[Rule, ...]:
    """The binding rules of a family that is not built, or whose scenario asks for a fact that no draft has."""
    return tuple(rule for rule in binding(rulebook) if rule.family not in families or any(_unknown(rulebook, rule.key)))


def without(rulebook: Rulebook, rules: Collection[Rule]) -> Rulebook:
    """The Rulebook less these rules, and less every precedence that a plan cannot decide: there the loser stands."""
    gone = {rule.key for rule in rules}
    gone |= {rule.key for rule in asked(rulebook) if any(_unknown(rulebook, rule.key))}
    kept = tuple(chosen for chosen in rulebook.chosen if chosen.rule.key not in gone)
    pairs = tuple(pair for pair in rulebook.precedence if not gone & {pair.winner, pair.loser})
    return rulebook.model_copy(update={"chosen": kept, "precedence": pairs})


def _unknown(rulebook: Rulebook, key: Key) -> Iterator[str]:
    for scenario in rulebook.scenarios_of(key):
        yield from _facts(scenario) - (LEG_FACTS if scenario.grain is Grain.LEG else DUTY_FACTS)


def _facts(scenario: Scenario) -> frozenset[str]:
    return parse(scenario.condition, scenario.grain).facts
