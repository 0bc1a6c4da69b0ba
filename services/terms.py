"""The families of pay terms, told as a page for people: written from the types, so that it cannot be out of date."""

import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from domain.clock import hours
from domain.rules.fields import Amount, Count, MinuteOfDay, Minutes, Percent
from domain.rules.pay import PayTerm, Term
from domain.rules.terms_grain import Part
from graph.packfolder import read_folder
from payroll.families import worked_out

_INTRO: Final = """\
# Terms of pay

Each term is one `spec` of a rule (or one of the `terms` of a pay case): its `family`, and the parameters below. A
parameter left out has the value of the third column. Lengths and times of day are written `H:MM`, money as a decimal
in quotes (`"90.00"`), percentages as whole numbers. This page is written by `crewlex rules terms`.
"""
_WORDS: Final = (
    (Minutes, "length"),
    (MinuteOfDay, "time of day"),
    (Amount, "money"),
    (Percent, "percent"),
    (Count, "number"),
    (Part, "1 to 24"),
)
_LENGTHS: Final = (Minutes, MinuteOfDay)
_UNSAID: Final = {"component": "The part of the statement that it writes."}
_PLAIN: Final = {str: "text", bool: "`true` or `false`", int: "number"}


def page() -> str:
    """The whole page as markdown: families by subject, each with its parameters."""
    families = sorted(get_args(Term), key=lambda kind: _order(kind.__module__))
    lines = [_INTRO]
    for module, kinds in groupby(families, key=lambda kind: kind.__module__):
        lines.append(f"## {inspect.cleandoc(sys.modules[module].__doc__ or '')}\n")
        lines += [_family(kind) for kind in kinds]
    lines.append(f"Terms of the sample contracts that need code of their own: {own_code()}.\n")
    return "\n".join(lines).replace("``", "`")


def own_code() -> int:
    """How many terms of the contracts among the packs no family works out as they are written."""
    contracts = (loaded.pack for loaded in read_folder() if loaded.pack.template is not None)
    specs = (
        version.spec for pack in contracts for rule in pack.rules if not rule.is_limit for version in rule.versions
    )
    return sum(not worked_out(spec) for spec in specs)


def _order(module: str) -> int:
    """Subjects in the order in which the terms are listed."""
    return list(dict.fromkeys(kind.__module__ for kind in get_args(Term))).index(module)


def _family(kind: type[PayTerm]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    rows = [_row(name, field, hints[name]) for name, field in kind.model_fields.items() if name != "family"]
    head = "| parameter | value | left out | meaning |\n| --- | --- | --- | --- |"
    title = f"### `{kind.model_fields['family'].default}`"
    return f"{title}\n\n{inspect.cleandoc(kind.__doc__ or '')}{_grain(kind)}\n\n{head}\n" + "\n".join(rows) + "\n"


def _row(name: str, field: FieldInfo, hint: Any) -> str:
    meaning = field.description or _UNSAID.get(name, "")
    return f"| `{name}` | {_type(hint)} | {_default(field, hint)} | {meaning} |"


def _grain(kind: type[PayTerm]) -> str:
    grain = getattr(kind, "grain", None)
    return "" if grain is None else f" One payment is for one {grain}."


def _type(hint: Any) -> str:
    """The value of a parameter in words; a record shows its own keys."""
    for known, word in _WORDS:
        if hint == known:
            return word
    parts = [part for part in get_args(hint) if part is not type(None)]
    origin = get_origin(hint)
    if origin is Literal:
        return " · ".join(f"`{getattr(part, 'value', part)}`" for part in parts)
    if origin is Annotated:
        return _type(parts[0])
    if origin is tuple:
        return f"list of {_type(parts[0])}"
    return " or ".join(map(_type, parts)) if parts else _named(hint)


def _named(hint: Any) -> str:
    if issubclass(hint, Enum):
        return " · ".join(f"`{member.value}`" for member in hint)
    if issubclass(hint, BaseModel):
        return "{" + ", ".join(_keys(hint)) + "}"
    return _PLAIN.get(hint) or str(hint.__name__)


def _keys(record: type[BaseModel]) -> Iterator[str]:
    hints = get_type_hints(record, include_extras=True)
    for name, field in record.model_fields.items():
        optional = "" if field.is_required() else "?"
        yield f"{name}{optional}: {_type(hints[name])}"


def _default(field: FieldInfo, hint: Any) -> str:
    value = field.default
    if field.is_required():
        return "must be given"
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return hours(value) if hint in _LENGTHS else f"`{getattr(value, 'value', value)}`"
