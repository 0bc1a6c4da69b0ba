"""The content of one edition of the knowledge graph: nodes and edges as frozen data."""

from enum import StrEnum

from pydantic import Field

from domain.rules.fields import Frozen
from domain.rules.rule import Clause, Key, PayComponent, Rule, Scenario


class EdgeKind(StrEnum):
    """The relationships of the graph; each name reads from source to target."""

    APPLIES_TO = "APPLIES_TO"  # rule -> scenario
    OVERRIDES = "OVERRIDES"  # rule -> rule
    CONFLICTS_WITH = "CONFLICTS_WITH"  # rule -> rule, with a method that settles it
    CITES = "CITES"  # rule -> clause
    DEPENDS_ON = "DEPENDS_ON"  # pay component -> pay component
    SPECIALIZES = "SPECIALIZES"  # scenario -> scenario


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
    """

    kind: EdgeKind
    owner: str
    source: Key
    target: Key
    method: Method | None = None
    notes: str = ""


class RuleGraph(Frozen):
    """Everything one edition says. Order of the tuples carries no meaning; ``ordered`` fixes one."""

    rules: tuple[Rule, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    components: tuple[PayComponent, ...] = ()
    clauses: tuple[Clause, ...] = ()
    edges: tuple[Edge, ...] = Field(default=())

    def ordered(self) -> "RuleGraph":
        """The same content in one fixed order, so that equal content has equal bytes."""
        return RuleGraph(
            rules=tuple(sorted(self.rules, key=lambda rule: rule.key)),
            scenarios=tuple(sorted(self.scenarios, key=lambda scenario: scenario.key)),
            components=tuple(sorted(self.components, key=lambda component: component.type)),
            clauses=tuple(sorted(self.clauses, key=lambda clause: clause.citation)),
            edges=tuple(sorted(self.edges, key=lambda edge: (edge.kind, edge.source, edge.target, edge.owner))),
        )
