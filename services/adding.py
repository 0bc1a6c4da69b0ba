"""The edits that add what a file in the form of a rule pack says."""

from collections.abc import Iterator
from typing import TypeVar

from domain.documents import Document
from domain.readings import Interpretation
from domain.rulegraph import ENDS, Edge, EdgeKind, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Key, Rule, Scenario
from graph.edits import AddRule, Edit, PutClause, PutDocument, PutEdge, PutInterpretation, PutScenario
from graph.fragment import Fragment
from graph.pack import PackRule, Towards
from services.naming import key_of

_F = TypeVar("_F", bound=Frozen)


class Adding:
    """What one file adds to an owner's rules; codes are looked for in the file, and then in the rules there are."""

    def __init__(self, fragment: Fragment, now: RuleGraph, owner: str) -> None:
        self.fragment, self.now, self.owner = fragment, now, owner
        self._own = {
            "rule": {rule.code for rule in fragment.rules},
            "scenario": {scenario.id for scenario in fragment.scenarios},
            "interpretation": {one.code for one in fragment.interpretations},
        }
        self._clauses = {clause.citation for clause in fragment.clauses}

    def edits(self) -> Iterator[Edit]:
        """In an order in which each finds what it needs."""
        document = self.fragment.document
        if document is not None:
            yield PutDocument(document=self._owned(Document, document))
        for clause in self.fragment.clauses:
            code = clause.document or (document.code if document else "")
            yield PutClause(clause=clause.model_copy(update={"document": code}))
        yield from self._scenarios()
        for rule in self.fragment.rules:
            yield AddRule(rule=self._owned(Rule, rule), edges=tuple(self._edges(rule)))
        for one in self.fragment.interpretations:
            yield PutInterpretation(interpretation=self._owned(Interpretation, one))
            for rule_code in one.interprets:
                yield self._put(EdgeKind.INTERPRETS, one.code, rule_code)

    def _scenarios(self) -> Iterator[Edit]:
        for scenario in self.fragment.scenarios:
            yield PutScenario(scenario=self._owned(Scenario, scenario))
        for scenario in self.fragment.scenarios:
            for wider in scenario.specializes:
                yield self._put(EdgeKind.SPECIALIZES, scenario.id, wider)

    def _edges(self, rule: PackRule) -> Iterator[Edge]:
        for citation in dict.fromkeys((rule.clause, *rule.cites)):
            yield self._drawn(EdgeKind.CITES, rule.code, citation)
        for scenario in rule.applies_to:
            yield self._drawn(EdgeKind.APPLIES_TO, rule.code, scenario)
        for kind, targets in ((EdgeKind.OVERRIDES, rule.overrides), (EdgeKind.CONFLICTS_WITH, rule.conflicts_with)):
            for each in targets:
                yield self._drawn(kind, rule.code, each.rule, each)
        for earlier in rule.supersedes:
            yield self._drawn(EdgeKind.SUPERSEDES, rule.code, earlier)

    def _drawn(self, kind: EdgeKind, source: str, target: str, how: Towards | None = None) -> Edge:
        said = how.model_dump(exclude={"rule"}) if how else {}
        start, end = ENDS[kind]
        ends = {"source": self._key(start, source), "target": self._key(end, target)}
        return Edge.model_validate({"kind": kind, "owner": self.owner, **ends, **said})

    def _put(self, kind: EdgeKind, source: str, target: str) -> PutEdge:
        return PutEdge.model_validate(self._drawn(kind, source, target).model_dump())

    def _key(self, kind: str, code: str) -> Key:
        if kind == "clause" and code in self._clauses:
            return Key(PUBLIC, code)
        if code in self._own.get(kind, ()):
            return Key(self.owner, code)
        return key_of(self.now, kind, code, self.owner)

    def _owned(self, kind: type[_F], given: Frozen) -> _F:
        """The domain's own type of an entry, without its edges, and the owner's."""
        return kind.model_validate(given.model_dump(include=set(kind.model_fields)) | {"owner": self.owner})
