"""The contract map: every section of a document against the rules, so that nothing agreed is simply forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.dated import counts_on
from domain.documents import Amendment, Document, Section, Status
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import Key, Rule


@dataclass(frozen=True, slots=True)
class Row:
    """One section as it stands: ``status`` is None where the map does not name it; ``problem`` is empty if all is well.

    ``rules`` cite it; ``changed`` are the amendments in force.
    """

    citation: str
    title: str
    status: Status | None
    owner: str
    promised: date | None
    rules: tuple[Key, ...]
    changed: tuple[Amendment, ...]
    problem: str

    @property
    def accounted(self) -> bool:
        """Whether the map says what becomes of it, and the graph agrees."""
        return not self.problem


def contract_map(graph: RuleGraph, document: Document, on: date, airline: str | None = None) -> tuple[Row, ...]:
    """The sections of a document in their order, then those that the graph cites and the document does not name.

    What is in force on the day counts, rules and citations; ``airline`` leaves the rules of others out.
    """
    rules = _citing(graph, on, airline)
    named = {section.citation for section in document.sections}
    cited = {clause.citation for clause in graph.clauses} | set(rules)
    strange = sorted(citation for citation in cited - named if document.holds(citation))
    return (
        *(_row(section, rules.get(section.citation, ()), on) for section in document.sections),
        *(_unnamed(citation, rules.get(citation, ())) for citation in strange),
    )


def _citing(graph: RuleGraph, on: date, airline: str | None) -> dict[str, tuple[Rule, ...]]:
    known = {rule.key: rule for rule in graph.rules if airline in (None, rule.owner) and _in_force(rule, on)}
    drawn = (edge for edge in graph.edges if edge.kind is EdgeKind.CITES and counts_on(edge, on))
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for source, target in sorted({(edge.source, edge.target.code) for edge in drawn if edge.source in known}):
        found[target].append(known[source])
    return {citation: tuple(rules) for citation, rules in found.items()}


def _in_force(rule: Rule, day: date) -> bool:
    return rule.effective <= day and (rule.expires is None or day < rule.expires)


def _row(section: Section, rules: tuple[Rule, ...], on: date) -> Row:
    changed = tuple(amendment for amendment in section.amended if amendment.since <= on)
    return Row(
        citation=section.citation,
        title=section.title,
        status=section.status,
        owner=section.owner,
        promised=section.promised,
        rules=tuple(rule.key for rule in rules),
        changed=changed,
        problem=_problem(section, rules, changed, on),
    )


def _problem(section: Section, rules: tuple[Rule, ...], changed: Iterable[Amendment], on: date) -> str:
    """The first thing that the map and the graph do not agree on."""
    pays = any(rule.versions and not rule.is_limit for rule in rules)
    if section.status is Status.COMPUTED and not pays:
        return "no rule that pays cites it: write the rule, or say not_yet"
    if section.status is Status.CHECKED and not any(rule.is_limit for rule in rules):
        return "no limit cites it: write the rule, or say not_yet"
    if section.status is Status.INFORMATIONAL and any(rule.versions for rule in rules):
        return f"{rules[0].key} works it out: say computed or checked"
    if section.promised is not None and section.promised < on:
        return f"it was promised for {section.promised}: keep it, or promise again"
    if rules:
        begun = {rule.effective for rule in rules} | {one.since for rule in rules for one in rule.versions}
        late = next((amendment for amendment in changed if amendment.since not in begun), None)
        if late is not None:
            return f"{late.by} changed it on {late.since}, and no rule changes that day: add a version"
    return ""


def _unnamed(citation: str, rules: tuple[Rule, ...]) -> Row:
    keys = tuple(rule.key for rule in rules)
    return Row(citation, "", None, "", None, keys, (), "the map does not name this section: add it with a status")
