"""The rules as one YAML document: sorted, a node an entry, an edge a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from domain.canonical import canonical
from domain.collecting import uncollected
from domain.readings import Case
from domain.rulegraph import RuleGraph
from graph.export.blocks import entry, flow, mapping
from graph.export.bundle import FORMAT, Bundle, check_bundle
from graph.export.plain import plain
from graph.packfile import PackFile
from graph.packfolder import read_as

_ABOUT: Final = "# Rules of crewlex. `crewlex rules import` reads them; `hash` shows it whether somebody changed them."


class _Exported(RuleGraph):
    """The document: its head, and the content."""

    crewlex: Literal[1]
    hash: str
    owners: tuple[str, ...] = Field(min_length=1)


def write(bundle: Bundle) -> str:
    """The document; equal bundles have equal bytes."""
    return "\n".join([_ABOUT, *_lines(bundle), ""])


def read(file: Path, *, altered: bool = False) -> Bundle:
    """The bundle of a document. ``InputError`` names file, line and path; ``RefusedError``: it was changed since."""
    with uncollected():
        found = read_as(PackFile(file), _Exported)
    parts = {name: getattr(found, name) for name in RuleGraph.model_fields}
    content = RuleGraph(**parts | {"cases": tuple(map(_as_json, found.cases))}).ordered()
    bundle = Bundle(found.owners, content)
    check_bundle(bundle, file, found.hash, altered=altered)
    return bundle


def _lines(bundle: Bundle) -> Iterator[str]:
    yield from mapping({"crewlex": FORMAT, "hash": bundle.hash, "owners": bundle.owners})
    for name in RuleGraph.model_fields:
        items = getattr(bundle.content, name)
        if items:
            yield f"{name}:"
        for item in items:
            yield from (f"  - {flow(plain(item))}",) if name == "edges" else entry(plain(item))


def _as_json(case: Case) -> Case:
    """What a case says in words of its own as JSON says it: a day that somebody wrote without quotes is text."""
    return Case.model_validate_json(canonical(case))
