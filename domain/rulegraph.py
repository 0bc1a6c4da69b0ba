"""The content of one edition of the knowledge graph: nodes and edges as frozen data."""

from datetime import date
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from domain.documents import Authority, Document
from domain.readings import Case, Interpretation
from domain.rules.fields import Frozen
from domain.rules.rule import Clause, Key, PayComponent, Rule, Scenario


class EdgeKind(StrEnum):
    """The relationships of the graph; each name reads from source to target."""

    APPLIES_TO = "APPLIES_TO"  # rule -> scenario
    OVERRIDES = "OVERRIDES"  # rule -> rule
    CONFLICTS_WITH = "CONFLICTS_WITH"  # rule -> rule, with a method that settles it
    SUPERSEDES = "SUPERSEDES"  # rule -> rule, which ends where the first begins
    CITES = "CITES"  # rule -> clause
    DEPENDS_ON = "DEPENDS_ON"  # pay component -> pay component
    SPECIALIZES = "SPECIALIZES"  # scenario -> scenario
    INTERPRETS = "INTERPRETS"  # interpretation -> rule


ENDS: Final[dict[EdgeKind, tuple[str, str]]] = {
    EdgeKind.APPLIES_TO: ("rule", "scenario"),
    EdgeKind.OVERRIDES: ("rule", "rule"),
    EdgeKind.CONFLICTS_WITH: ("rule", "rule"),
    EdgeKind.SUPERSEDES: ("rule", "rule"),
    EdgeKind.CITES: ("rule", "clause"),
    EdgeKind.DEPENDS_ON: ("component", "component"),
    EdgeKind.SPECIALIZES: ("scenario", "scenario"),
    EdgeKind.INTERPRETS: ("interpretation", "rule"),
}
"""The kinds of nodes that each relationship goes from and to."""


class Method(StrEnum):
    """How a declared conflict is settled."""

    HIGHER_AUTHORITY = "HIGHER_AUTHORITY"
    MORE_RESTRICTIVE = "MORE_RESTRICTIVE"
    MORE_FAVORABLE_TO_CREW = "MORE_FAVORABLE_TO_CREW"
    SPECIFIC_OVER_GENERAL = "SPECIFIC_OVER_GENERAL"
    LATER_EFFECTIVE = "LATER_EFFECTIVE"
    MANUAL_REVIEW = "MANUAL_REVIEW"


class Edge(Frozen):
    """One relationship. Ends are keys: clauses and components are owned by ``PUBLIC`` under their citation or type.

    ``owner`` is who drew it: an airline's edge (between its own or shared nodes) counts for that airline only.
    ``because`` is why one rule stands in place of another. It counts from ``since`` up to ``until`` (half-open; None:
    always); both are the first day of a pay period, since a Rulebook is made for whole periods.
    """

    kind: EdgeKind
    owner: str
    source: Key
    target: Key
    method: Method | None = None
    notes: str = ""
    because: str = ""
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ValueError(f"{self.source} {self.kind} {self.target}: it ends on {self.until}, before it begins")
        return self


class RuleGraph(Frozen):
    """Everything one edition says. Order of the tuples carries no meaning; ``ordered`` fixes one."""

    rules: tuple[Rule, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    components: tuple[PayComponent, ...] = ()
    clauses: tuple[Clause, ...] = ()
    authorities: tuple[Authority, ...] = ()
    documents: tuple[Document, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    cases: tuple[Case, ...] = ()
    edges: tuple[Edge, ...] = Field(default=())

    def ordered(self) -> "RuleGraph":
        """The same content in one fixed order, so that equal content has equal bytes."""
        return RuleGraph(
            rules=tuple(sorted(self.rules, key=lambda rule: rule.key)),
            scenarios=tuple(sorted(self.scenarios, key=lambda scenario: scenario.key)),
            components=tuple(sorted(self.components, key=lambda component: component.type)),
            clauses=tuple(sorted(self.clauses, key=lambda clause: clause.citation)),
            authorities=tuple(sorted(self.authorities, key=lambda authority: authority.code)),
            documents=tuple(sorted(self.documents, key=lambda document: document.key)),
            interpretations=tuple(sorted(self.interpretations, key=lambda one: one.key)),
            cases=tuple(sorted(self.cases, key=lambda case: case.key)),
            edges=tuple(sorted(self.edges, key=_place)),
        )


def _place(edge: Edge) -> tuple[EdgeKind, Key, Key, str, date]:
    return edge.kind, edge.source, edge.target, edge.owner, edge.since or date.min
