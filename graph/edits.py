"""Changes of an edition's content as data. ``graph.applying`` says what the content is after them."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.canonical import canonical
from domain.documents import Document
from domain.errors import InputError
from domain.readings import Interpretation
from domain.rulegraph import Edge, EdgeKind, Method
from domain.rules.fields import Frozen
from domain.rules.rule import Clause, Key, Rule, Scenario, Spec

Value = str | int | bool | None | list[str | int]


class _Edit(Frozen):
    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        if r"\u0000" in canonical(self).replace(r"\\", ""):  # as JSON spells it, and not as a text may
            raise InputError("An edit has a NUL character in a text, which no database keeps: take it out.")
        return self


class RemoveEdge(_Edit):
    """Takes a relationship away. ``owner``: who drew it, where more than one did."""

    edit: Literal["remove_edge"] = "remove_edge"
    kind: EdgeKind
    source: Key
    target: Key
    owner: str | None = None


class PutEdge(_Edit):
    """Draws a relationship, or changes the method, notes and reason of one that is there.

    ``owner`` None: the airline that edits or whose node is at an end, else ``PUBLIC``. ``since`` and ``until`` are its
    own days, half-open; without ``since`` it counts from the day that the change set holds from.
    """

    edit: Literal["put_edge"] = "put_edge"
    kind: EdgeKind
    source: Key
    target: Key
    owner: str | None = None
    method: Method | None = None
    notes: str = ""
    because: str = ""
    since: date | None = None
    until: date | None = None


class SetValue(_Edit):
    """Sets one value of a rule: of its content (``rows[06:00].limits[4]``) or of the rule itself (``expires``).

    With ``since`` the content changes from that day on and what it said before stays; without, it does so from the
    day that the change set holds from. A path of the rule itself takes no ``since``.
    """

    edit: Literal["set_value"] = "set_value"
    rule: Key
    path: str
    value: Value
    since: date | None = None


class SetSpec(_Edit):
    """Sets the whole content of a rule, such as a grid that was pasted; ``since`` as for one value."""

    edit: Literal["set_spec"] = "set_spec"
    rule: Key
    spec: Spec
    since: date | None = None


class AddRule(_Edit):
    """Adds a whole rule with its relationships. One that would begin before the change set does begins with it."""

    edit: Literal["add_rule"] = "add_rule"
    rule: Rule
    edges: tuple[Edge, ...] = ()


class RemoveRule(_Edit):
    """Ends a rule; as a correction it is taken away with its relationships and worked cases."""

    edit: Literal["remove_rule"] = "remove_rule"
    rule: Key


class SetCondition(_Edit):
    """Sets when a scenario holds; the condition that it had stays for the days before."""

    edit: Literal["set_condition"] = "set_condition"
    scenario: Key
    condition: str


class PutScenario(_Edit):
    """Adds a scenario, or corrects one that is there; its earlier conditions stay."""

    edit: Literal["put_scenario"] = "put_scenario"
    scenario: Scenario


class RemoveScenario(_Edit):
    """Ends the relationships of a scenario; as a correction it is taken away with them and its worked cases."""

    edit: Literal["remove_scenario"] = "remove_scenario"
    scenario: Key


class PutClause(_Edit):
    """Adds a clause, or corrects the text of one that is there."""

    edit: Literal["put_clause"] = "put_clause"
    clause: Clause


class PutInterpretation(_Edit):
    """Adds how rules are read in a situation, or corrects it."""

    edit: Literal["put_interpretation"] = "put_interpretation"
    interpretation: Interpretation


class PutDocument(_Edit):
    """Adds a document, or corrects what becomes of its sections."""

    edit: Literal["put_document"] = "put_document"
    document: Document


AnyEdit = (
    RemoveEdge
    | PutEdge
    | SetValue
    | SetSpec
    | AddRule
    | RemoveRule
    | SetCondition
    | PutScenario
    | RemoveScenario
    | PutClause
    | PutInterpretation
    | PutDocument
)
Edit = Annotated[AnyEdit, Field(discriminator="edit")]
"""One change; as JSON its ``edit`` says which."""
