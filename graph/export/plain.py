"""Nodes as people write them in packs: lengths as H:MM, money as text, what is empty left out."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from domain.rules.rule import Rule
from domain.spelling import hints_of, spelled


def plain(node: BaseModel) -> dict[str, object]:
    """The fields of a record in their order, its family first. A rule that always said the same gives one ``spec``."""
    hints = hints_of(type(node))
    names = sorted(type(node).model_fields, key=lambda name: name != "family")
    values = {name: getattr(node, name) for name in names}
    said = {name: value for name, value in values.items() if not (_empty(value) and _left_out(node, name))}
    found: dict[str, Any] = {name: _value(value, hints[name]) for name, value in said.items()}
    if isinstance(node, Rule) and len(node.versions) == 1 and node.versions[0].since == node.effective:
        (version,) = found.pop("versions")
        return found | {"spec": version["spec"]}
    return found


def _value(value: object, hint: Any) -> object:
    match value:
        case BaseModel():
            return plain(value)
        case Enum():
            return value.value
        case None | bool() | str() | date():
            return value
        case Mapping():
            return {str(name): _value(value[name], hint) for name in sorted(value)}
        case tuple() | list():
            return [_value(item, hint) for item in value]
        case int():
            said = spelled(value, hint)
            return value if said == str(value) else said
    return spelled(value, hint)


def _empty(value: object) -> bool:
    return value is None or value in ("", (), {})


def _left_out(node: BaseModel, name: str) -> bool:
    """Whether a field that is not there is read as the same."""
    field = type(node).model_fields[name]
    return not field.is_required() and bool(field.get_default(call_default_factory=True) == getattr(node, name))
