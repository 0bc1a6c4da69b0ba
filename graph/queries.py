"""Loads the named statements of ``cypher/``: one a file, with its purpose and its declared parameters.

A file begins with its name, a sentence of purpose, and one line for each parameter::

    // rules/matching
    // Rules, scenarios and clauses whose words match, best first.
    // $words: text
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from domain.errors import InputError

_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "text": str,
    "integer": int,
    "day": date,
    "texts": (list, tuple),
    "keys": (list, tuple),
    "rows": (list, tuple),
}
_DECLARED: Final = re.compile(r"^// \$(\w+): (\w+)$", re.MULTILINE)
_USED: Final = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Query:
    """One statement: ``purpose`` is its sentence, ``parameters`` maps each name to its declared type."""

    name: str
    purpose: str
    text: str
    parameters: Mapping[str, str]

    def checked(self, given: Mapping[str, object]) -> dict[str, object]:
        """The parameters as given, if they are exactly the declared ones, with their types; else ``InputError``."""
        if set(given) != set(self.parameters):
            raise InputError(f"{self.name} takes {sorted(self.parameters)} and was given {sorted(given)}.")
        for name, kind in self.parameters.items():
            if not isinstance(given[name], _TYPES[kind]):
                raise InputError(f"{self.name}: ${name} is a {type(given[name]).__name__}; give a {kind}.")
        return dict(given)


@cache
def named(name: str) -> Query:
    """The statement ``cypher/queries/<name>.cypher``."""
    return _read(resources.files("cypher").joinpath("queries", *f"{name}.cypher".split("/")), name)


@cache
def checks() -> tuple[Query, ...]:
    """The statements of ``cypher/checks``: each returns a row ``what`` for everything wrong in a graph."""
    folder = resources.files("cypher").joinpath("checks")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    return tuple(_read(file, f"checks/{file.name.removesuffix('.cypher')}") for file in files)


@cache
def template(name: str) -> Query:
    """The line ``cypher/export/<name>.cypher``: its parameters are filled in as literals, and read back from them."""
    return _read(resources.files("cypher").joinpath("export", f"{name}.cypher"), f"export/{name}")


def _read(file: Traversable, name: str) -> Query:
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as missing:
        raise InputError(f"There is no statement {name}: the files of cypher/ have those there are.") from missing
    head, purpose, *_ = [*text.splitlines(), "", ""]
    if head != f"// {name}" or not purpose.startswith("// ") or not purpose.endswith("."):
        raise InputError(f"{name}: a statement begins with the lines '// {name}' and '// <its purpose>.'")
    declared = dict(_DECLARED.findall(text))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    if set(_USED.findall(body)) != set(declared) or not set(declared.values()) <= set(_TYPES):
        raise InputError(f"{name}: declare each parameter once, as '// $name: type' with one of {', '.join(_TYPES)}.")
    return Query(name, purpose.removeprefix("// "), body.strip(), declared)
