"""The rules as a script of Cypher: sorted, one statement a line, to be run against an empty database or imported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from domain.canonical import canonical
from domain.errors import InputError, RefusedError
from domain.rulegraph import Edge, RuleGraph
from graph.derived import derived, relationships
from graph.export.bundle import FORMAT, Bundle, check_bundle
from graph.export.statements import FIELDS, edge_line, is_node, node_line, read_edge, read_node, schema
from graph.stored import nodes

_FIRST: Final = f"// crewlex rules, format {FORMAT}"
_OWNERS: Final = "// owners: "
_HASH: Final = "// hash: "
_ABOUT: Final = (
    "// Run it against an empty database (cypher-shell -f FILE), or read it in with `crewlex rules import`.",
    "// It is the live graph without the mark of its edition, which belongs to one installation.",
)
_REMEDY: Final = "An import reads what crewlex writes and never runs anything: take the line away, or export again."


def write(bundle: Bundle) -> str:
    """The script; equal bundles have equal bytes."""
    head = (_FIRST, f"{_OWNERS}{canonical(bundle.owners)}", f"{_HASH}{bundle.hash}", *_ABOUT)
    return "\n".join([*head, *schema(), *_statements(bundle.content), ""])


def read(file: Path, *, altered: bool = False) -> Bundle:
    """The bundle of a script. ``InputError`` names file, line and remedy; ``RefusedError``: it was changed since."""
    lines = _text(file).removesuffix("\n").split("\n")
    owners, said = _head(file, lines)
    script = _Script(file)
    for number, line in enumerate(lines, start=1):
        script.take(number, line)
    bundle = Bundle(owners, script.content())
    check_bundle(bundle, file, said, altered=altered)
    if not altered:
        script.check_derived(bundle.content)
    return bundle


class _Script:
    """What the lines of a script say so far."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._nodes: dict[str, list[Any]] = {field: [] for field in FIELDS.values()}
        self._edges: list[Edge] = []
        self._derived: set[str] = set()

    def take(self, number: int, line: str) -> None:
        """Reads one line; ``InputError`` where crewlex writes no such line."""
        if not line or line.startswith("//") or line in schema():
            return
        try:
            self._take(line)
        except (ValueError, TypeError) as wrong:
            raise InputError(f"{self._file}:{number}: {_told(wrong)}. {_REMEDY}") from wrong

    def content(self) -> RuleGraph:
        """All of it in the fixed order."""
        return RuleGraph(
            **{name: tuple(found) for name, found in self._nodes.items()}, edges=tuple(self._edges)
        ).ordered()

    def check_derived(self, content: RuleGraph) -> None:
        """Derived relationships are made anew at publish: those that stand there must be the ones that follow."""
        differ = sorted(self._derived ^ {edge_line(edge) for edge in derived(content)})
        if differ:
            raise RefusedError(
                f"{self._file}: {len(differ)} derived relationships are not those that follow from its nodes, such as "
                f"{differ[0]} They are made anew: import it with --altered."
            )

    def _take(self, line: str) -> None:
        if is_node(line):
            label, node = read_node(line)
            self._nodes[FIELDS[label]].append(node)
            return
        edge = read_edge(line)
        if isinstance(edge, Edge):
            self._edges.append(edge)
        else:
            self._derived.add(line)


def _statements(content: RuleGraph) -> Iterator[str]:
    yield from map(node_line, nodes(content))
    yield from map(edge_line, relationships(content))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except OSError as missing:
        raise InputError(f"{file} cannot be read ({missing.strerror}): check the path.") from missing
    except UnicodeDecodeError as wrong:
        raise InputError(f"{file} is no text in UTF-8: export it again.") from wrong


def _head(file: Path, lines: list[str]) -> tuple[tuple[str, ...], str]:
    """The owners and the hash that a script begins with."""
    first, owners, said = [*lines, "", ""][:3]
    if first != _FIRST or not owners.startswith(_OWNERS) or not said.startswith(_HASH):
        raise InputError(
            f"{file}:1: this is no export of crewlex: it begins with {_FIRST!r}, its owners and its hash. "
            "Export it again; a script of anything else is never run."
        )
    return tuple(json.loads(owners.removeprefix(_OWNERS))), said.removeprefix(_HASH)


def _told(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError):
        first = wrong.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg'].removeprefix('Value error, ')}"
    return str(wrong).rstrip(".")
