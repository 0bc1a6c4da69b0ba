"""Content with a rule more, or with one ended or taken away."""

from collections.abc import Iterable
from datetime import date

from domain.errors import InputError, RefusedError
from domain.rulegraph import ENDS, Edge, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule, Version
from graph.content import told
from graph.ownership import check_owner
from graph.setting import rule_of, with_rules


def with_rule(content: RuleGraph, rule: Rule, edges: Iterable[Edge], editor: str, day: date | None) -> RuleGraph:
    """With a rule that is not there yet, and its relationships, which count as long as it is in force."""
    check_owner(editor, rule.owner, str(rule.key))
    if any(rule.key == other.key for other in content.rules):
        raise InputError(f"There is a rule {rule.key} already: change it with `crewlex rules set`, or choose a code.")
    for edge in edges:
        check_owner(editor, edge.owner, told(edge))
    begun = rule if day is None or rule.effective >= day else _from(rule, day)
    return content.model_copy(update={"rules": (*content.rules, begun), "edges": (*content.edges, *edges)})


def without_rule(content: RuleGraph, key: Key, editor: str, day: date | None) -> RuleGraph:
    """With the rule ended on the day. One that had not begun by then, and any in a correction, is taken away."""
    rule = rule_of(content, key)
    check_owner(editor, rule.owner, str(key))
    if day is None or rule.effective >= day:
        return without_node(content, "rule", key)
    if rule.expires is not None and rule.expires <= day:
        raise RefusedError(f"{key} has ended on {rule.expires} already: there is nothing to take away.")
    return with_rules(content, rule.model_copy(update={"expires": day}))


def without_node(content: RuleGraph, kind: str, key: Key) -> RuleGraph:
    """Without a rule or scenario, its relationships, and the worked cases that were about it and now about nothing."""
    rules = tuple(rule for rule in content.rules if kind != "rule" or rule.key != key)
    scenarios = tuple(item for item in content.scenarios if kind != "scenario" or item.key != key)
    left = {("rule", rule.key) for rule in rules} | {("scenario", item.key) for item in scenarios}
    cases = tuple(
        case
        for case in content.cases
        if (kind, key.code) not in case.subjects
        or left & {(kind, Key(owner, key.code)) for owner in (case.owner, PUBLIC)}
    )
    edges = tuple(edge for edge in content.edges if key not in ends_of(edge, kind))
    return content.model_copy(update={"rules": rules, "scenarios": scenarios, "cases": cases, "edges": edges})


def ends_of(edge: Edge, kind: str) -> set[Key]:
    """The nodes of a kind that a relationship joins."""
    return {key for found, key in zip(ENDS[edge.kind], (edge.source, edge.target), strict=True) if found == kind}


def _from(rule: Rule, day: date) -> Rule:
    """The rule as it is from a day on: what it would have said before is not said."""
    later = tuple(version for version in rule.versions if version.since > day)
    standing = [version for version in rule.versions if version.since <= day][-1:]
    versions = tuple(Version(since=day, spec=version.spec) for version in standing) + later
    return rule.model_copy(update={"effective": day, "versions": versions})
