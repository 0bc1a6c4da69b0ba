"""How the domain's types stand in Neo4j as properties, and how they come back.

A rule's dated content is one JSON text (``versions``) beside plain properties that people query. Python's ``date``
is Neo4j's ``DATE``; what is None is no property.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from domain.canonical import canonical
from domain.rulegraph import Edge
from domain.rules.rule import Clause, PayComponent, Rule, Scenario

Properties = dict[str, object]


def rule_row(rule: Rule) -> dict[str, object]:
    """The label and properties of a rule's node. ``appliesTo`` is a string, so that ``CONTAINS`` works on it."""
    spec = rule.versions[0].spec if rule.versions else None
    properties = rule.model_dump(mode="python", exclude={"versions"}) | {
        "id": str(rule.key),
        "positions": [position.value for position in rule.positions],
        "appliesTo": ",".join(position.value for position in rule.positions),
        "bases": list(rule.bases),
        "kind": rule.kind.value,
        "phase": rule.phase.value,
        "family": rule.family,
        "component": getattr(spec, "component", None),
        "versions": canonical(rule.versions),
    }
    return {"label": rule.kind.value, "properties": properties}


def edge_row(edge: Edge) -> dict[str, object]:
    """The ends and properties of a relationship."""
    method = edge.method.value if edge.method else None
    properties = {"owner": edge.owner, "resolutionMethod": method, "notes": edge.notes}
    return {"source": list(edge.source), "target": list(edge.target), "properties": properties}


def _rule(properties: Any) -> Any:
    """A rule node's properties as the fields of ``Rule``."""
    if not isinstance(properties, Mapping):
        return properties
    known = {name: item for name, item in properties.items() if name in Rule.model_fields}
    return known | {"versions": json.loads(str(properties.get("versions", "null")))}


LiveRule = Annotated[Rule, BeforeValidator(_rule)]
"""A rule read back from its node."""


class Row(BaseModel):
    """One row of a query: keys it does not know are an error of ours, found at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleRow(Row):
    """``RETURN properties(rule) AS rule``."""

    rule: LiveRule


class ScenarioRow(Row):
    """``RETURN properties(scenario) AS scenario``."""

    scenario: Scenario


class ComponentRow(Row):
    """``RETURN properties(component) AS component``."""

    component: PayComponent


class ClauseRow(Row):
    """``RETURN properties(clause) AS clause``."""

    clause: Clause


class CheckRow(Row):
    """What a check found wrong, as a sentence."""

    what: str


class DrawnRow(Row):
    """How many relationships a statement drew."""

    drawn: int


class MarkRow(Row):
    """The number of the live edition, and the stamp of the publish that wrote it."""

    number: int
    stamp: str | None = None
