"""A folder of rule packs becomes the content of an edition."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import ValidationError

from domain.canonical import canonical
from domain.documents import Document
from domain.errors import InputError
from domain.readings import Case, Interpretation
from domain.rulegraph import Edge, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Key, PayComponent, Rule, Scenario
from graph.content import check, joined
from graph.pack import Pack, PackCase, PackOwner
from graph.packfile import PackFile
from graph.references import ENDS, Names, defined, references
from graph.templates import Airlines, Choice, without_doubles

_F = TypeVar("_F", bound=Frozen)
_SHARED: Final = ("clause", "component", "authority")
_FREE: Final = ("input", "expect")
"""What a case says in words of its own."""
_REMEDIES: Final = {
    "extra_forbidden": "there is no such key here: remove it or correct its spelling.",
    "missing": "it is missing: add it.",
    "union_tag_invalid": "use one of these families.",
    "union_tag_not_found": "name its family.",
    "int_type": "write a whole number, or a length as 'H:MM'.",
    "date_type": "write a day as 2026-01-31.",
}


class Loaded(NamedTuple):
    """One pack with the file it came from, which knows the line of everything."""

    file: PackFile
    pack: Pack


def load_packs(source: Path | None = None, airlines: Airlines = ()) -> RuleGraph:
    """All packs of a folder (by default those that come with crewlex), in one fixed order.

    A pack owned by ``AIRLINE`` is instantiated once for each airline code; one with a ``template`` only for those
    that ask for it (``{"XP": ["sample_pilot", "sample_cabin"]}``) and, if it is the usual one, for a plain list of
    codes. Raises ``InputError``: file, line, path in the file, what is wrong and what to do.
    """
    loaded = read_folder(source)
    owners = _definitions(loaded)
    choice = Choice([pack for _, pack in loaded], airlines)
    parts = [_shared(pack) for _, pack in loaded if choice.uses(pack)]
    parts += [_owned(pack, owner, owners) for _, pack in loaded for owner in choice.takers(pack)]
    content = without_doubles(joined(parts))
    check(content)
    return content.ordered()


def documents(source: Path | None = None) -> dict[str, Document]:
    """The documents of the packs of a folder, by their code."""
    return {pack.document.code: pack.document for _, pack in read_folder(source) if pack.document is not None}


def read_folder(source: Path | None = None) -> list[Loaded]:
    """Every pack below a folder, by name of its file."""
    folder = source or Path(str(resources.files("rulepacks")))
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        raise InputError(f"There is no rule pack (*.yaml) below {folder}: name the folder that holds them.")
    return [read_pack(file) for file in files]


def read_pack(path: Path) -> Loaded:
    """One pack file; ``InputError`` names the first thing wrong in it."""
    file = PackFile(path)
    try:
        return Loaded(file, Pack.model_validate(file.values))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        file.fail(first["loc"], _told(first))


def _told(error: Mapping[str, Any]) -> str:
    if remedy := _REMEDIES.get(error["type"]):
        said = error["msg"] if error["type"].startswith("union") else ""
        return f"{said}; {remedy}" if said else remedy
    return f"{error['msg'].removeprefix('Value error, ')}. Correct it there."


def _definitions(loaded: list[Loaded]) -> dict[Names, PackOwner]:
    """Who defines what, once every reference is found to lead somewhere."""
    owners: dict[Names, PackOwner] = {}
    for file, pack in loaded:
        for place, name in defined(pack):
            if name in owners:
                file.fail(place, f"the {name.kind} {name.code} is defined a second time; keep one of them.")
            owners[name] = PackOwner.PUBLIC if name.kind in _SHARED else pack.owner
    for file, pack in loaded:
        for reference in references(pack):
            target = Names(ENDS[reference.kind][1], reference.target)
            if owners.get(target) not in (PackOwner.PUBLIC, pack.owner):
                file.fail(reference.place, f"there is no {target.kind} {target.code}: define it or correct its name.")
    return owners


def _shared(pack: Pack) -> RuleGraph:
    """Clauses, components and authorities are the same for everybody: once, however many airlines use the pack."""
    document = pack.document.code if pack.document else ""
    return RuleGraph(
        components=tuple(_plain(PayComponent, component) for component in pack.components),
        clauses=tuple(clause.model_copy(update={"document": clause.document or document}) for clause in pack.clauses),
        authorities=pack.authorities,
    )


def _owned(pack: Pack, owner: str, owners: dict[Names, PackOwner]) -> RuleGraph:
    return RuleGraph(
        rules=tuple(_plain(Rule, rule, owner) for rule in pack.rules),
        scenarios=tuple(_plain(Scenario, scenario, owner) for scenario in pack.scenarios),
        documents=tuple(_plain(Document, document, owner) for document in filter(None, [pack.document])),
        interpretations=tuple(_plain(Interpretation, one, owner) for one in pack.interpretations),
        cases=tuple(_case(case, owner) for case in pack.cases),
        edges=tuple(_edges(pack, owner, owners)),
    )


def _plain(kind: type[_F], given: Frozen, owner: str | None = None) -> _F:
    """The domain's own type of a pack entry, without its edges."""
    fields = given.model_dump(include=set(kind.model_fields) - {"owner"})
    return kind.model_validate(fields if owner is None else fields | {"owner": owner})


def _case(case: PackCase, owner: str) -> Case:
    """The case as data that JSON can say, so that it comes back from where it is kept as it was."""
    given = case.model_dump(exclude={"owner"})
    return Case.model_validate(given | {"owner": owner} | {name: json.loads(canonical(given[name])) for name in _FREE})


def _edges(pack: Pack, owner: str, owners: dict[Names, PackOwner]) -> Iterator[Edge]:
    def key(kind: str, code: str) -> Key:
        return Key(owner if owners[Names(kind, code)] is PackOwner.AIRLINE else PUBLIC, code)

    for found in references(pack):
        source, target = ENDS[found.kind]
        yield Edge(
            kind=found.kind,
            owner=owner,
            source=key(source, found.source),
            target=key(target, found.target),
            method=found.method,
            notes=found.notes,
            because=found.because,
        )
