"""How the domain's types stand in Neo4j as properties, and how they come back.

A rule's dated content is one JSON text (``versions``) beside plain properties that people query. Python's ``date``
is Neo4j's ``DATE``; what is None is no property.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from domain.canonical import canonical
from domain.documents import Authority, Document
from domain.readings import Case, Interpretation
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
    because = edge.because or None
    properties = {"owner": edge.owner, "resolutionMethod": method, "notes": edge.notes, "because": because}
    dated = {"since": edge.since, "until": edge.until}
    return {"source": list(edge.source), "target": list(edge.target), "properties": properties | dated}


def scenario_row(scenario: Scenario) -> Properties:
    """The properties of a scenario's node; earlier conditions are one JSON text, absent where there is none."""
    properties = scenario.model_dump(mode="json", exclude={"earlier"})
    return properties | {"earlier": canonical(scenario.earlier) if scenario.earlier else None}


def document_row(document: Document) -> Properties:
    """The properties of a document's node; its sections are one JSON text."""
    return document.model_dump(mode="json", exclude={"sections"}) | {"sections": canonical(document.sections)}


def case_row(case: Case) -> Properties:
    """The properties of a case's node; input and answer are JSON texts. ``about`` repeats its subject for its key."""
    free = {"input": canonical(case.input), "expect": canonical(case.expect)}
    return case.model_dump(mode="python", exclude={*free}) | free | {"about": case.subject, "terms": list(case.terms)}


def _rule(properties: Any) -> Any:
    """A rule node's properties as the fields of ``Rule``."""
    if not isinstance(properties, Mapping):
        return properties
    known = {name: item for name, item in properties.items() if name in Rule.model_fields}
    return known | {"versions": json.loads(str(properties.get("versions", "null")))}


LiveRule = Annotated[Rule, BeforeValidator(_rule)]
"""A rule read back from its node."""


def _read(*texts: str) -> BeforeValidator:
    """Properties with these JSON texts read, and without the subject that a case's node repeats."""

    def read(properties: Any) -> Any:
        if not isinstance(properties, Mapping):
            return properties
        return {
            name: json.loads(item) if name in texts and isinstance(item, str) else item
            for name, item in properties.items()
            if name != "about"
        }

    return BeforeValidator(read)


LiveScenario = Annotated[Scenario, _read("earlier")]
"""A scenario read back from its node."""
LiveDocument = Annotated[Document, _read("sections")]
"""A document read back from its node."""
LiveCase = Annotated[Case, _read("input", "expect")]
"""A case read back from its node."""


class Row(BaseModel):
    """One row of a query: keys it does not know are an error of ours, found at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleRow(Row):
    """``RETURN properties(rule) AS rule``."""

    rule: LiveRule


class ScenarioRow(Row):
    """``RETURN properties(scenario) AS scenario``."""

    scenario: LiveScenario


class ComponentRow(Row):
    """``RETURN properties(component) AS component``."""

    component: PayComponent


class ClauseRow(Row):
    """``RETURN properties(clause) AS clause``."""

    clause: Clause


class AuthorityRow(Row):
    """``RETURN properties(authority) AS authority``."""

    authority: Authority


class DocumentRow(Row):
    """``RETURN properties(document) AS document``."""

    document: LiveDocument


class InterpretationRow(Row):
    """``RETURN properties(interpretation) AS interpretation``."""

    interpretation: Interpretation


class CaseRow(Row):
    """``RETURN properties(case) AS case``."""

    case: LiveCase


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
