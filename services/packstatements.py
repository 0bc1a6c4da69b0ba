"""A pay case of a pack, worked out as anybody's pay case is: its terms are rules of the pack, by their codes."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.paycases.case import PayCase
from domain.paycases.reading import given_of
from domain.paycases.terms import CaseTerm
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule
from graph.pack import PackCase, statement_of
from services.explanations import Explained, differences
from services.paycases import worked_out

AIRLINE: Final = "XX"


def statement(content: RuleGraph, case: PackCase) -> Explained:
    """What the case comes to; ``differs`` is what it expects otherwise."""
    rules = rules_of(content, case)
    terms = tuple(CaseTerm(rule=rule, applies_to=(), overrides=(), depends_on=None) for rule in rules)
    asked = PayCase(given_of(statement_of(case)), terms)
    found = worked_out(_book(content, rules, asked), asked)
    assert asked.given.expect is not None
    return replace(found, differs=tuple(differences(found, asked.given.expect)))


def rules_of(content: RuleGraph, case: PackCase) -> tuple[Rule, ...]:
    """The rules that the case names, as the airline that tries the pack has them."""
    return tuple(rule for rule in content.rules if rule.owner == AIRLINE and rule.code in case.terms)


def _book(content: RuleGraph, rules: tuple[Rule, ...], case: PayCase) -> Rulebook:
    """The Rulebook of exactly these rules, with the order that their contract gives them."""
    gone = {rule.key for rule in content.rules} - {rule.key for rule in rules}
    edges = tuple(edge for edge in content.edges if not {edge.source, edge.target} & gone)
    period = case.given.period
    chosen = content.model_copy(update={"rules": rules, "edges": edges})
    return resolve(chosen, AIRLINE, period.start, period.end + timedelta(days=1))
