"""A folder of rule packs becomes the content of an edition."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

from domain.canonical import canonical
from domain.documents import Document
from domain.readings import Case, Interpretation
from domain.rulegraph import ENDS, Edge, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Key, PayComponent, Rule, Scenario
from graph.content import check, joined
from graph.pack import Pack, PackCase, PackOwner
from graph.packcheck import Homes, check_packs
from graph.packfolder import Loaded, read_folder
from graph.references import Names, references
from graph.settled import check_settles
from graph.templates import Airlines, Choice, without_doubles

_F = TypeVar("_F", bound=Frozen)
_FREE: Final = ("input", "expect")
"""What a case says in words of its own."""


def load_packs(source: Path | None = None, airlines: Airlines = ()) -> RuleGraph:
    """All packs of a folder (by default those that come with crewlex), in one fixed order.

    A pack owned by ``AIRLINE`` is instantiated once for each airline code; one with a ``template`` only for those
    that ask for it (``{"XP": ["sample_pilot", "sample_cabin"]}``) and, if it is the usual one, for a plain list of
    codes. Raises ``InputError`` with every problem on its line: file, line, path in the file, what is wrong and what
    to do.
    """
    loaded = read_folder(source)
    return _content(loaded, check_packs(loaded), airlines)


def lint(source: Path | None = None) -> list[Loaded]:
    """The packs of a folder, once all of them are sound and each contract settles for an airline that takes it.

    ``InputError`` as ``load_packs`` raises it.
    """
    loaded = read_folder(source)
    homes = check_packs(loaded)
    templates = sorted({pack.template for _, pack in loaded if pack.template is not None})
    for names in ([], *([name] for name in templates)):
        _content(loaded, homes, {"XX": names})
    return loaded


def documents(source: Path | None = None) -> dict[str, Document]:
    """The documents of the packs of a folder, by their code."""
    return {pack.document.code: pack.document for _, pack in read_folder(source) if pack.document is not None}


def _content(loaded: list[Loaded], homes: Homes, airlines: Airlines) -> RuleGraph:
    choice = Choice([pack for _, pack in loaded], airlines)
    parts = [_shared(pack) for _, pack in loaded if choice.uses(pack)]
    parts += [_owned(pack, owner, homes) for _, pack in loaded for owner in choice.takers(pack)]
    content = without_doubles(joined(parts)).ordered()
    check(content)
    check_settles(content, list(choice.chosen), homes)
    return content


def _shared(pack: Pack) -> RuleGraph:
    """Clauses, components and authorities are the same for everybody: once, however many airlines use the pack."""
    return RuleGraph(
        components=tuple(_plain(PayComponent, component) for component in pack.components),
        clauses=tuple(clause.model_copy(update={"document": clause.document or pack.text}) for clause in pack.clauses),
        authorities=pack.authorities,
    )


def _owned(pack: Pack, owner: str, homes: Homes) -> RuleGraph:
    return RuleGraph(
        rules=tuple(_plain(Rule, rule, owner) for rule in pack.rules),
        scenarios=tuple(_plain(Scenario, scenario, owner) for scenario in pack.scenarios),
        documents=tuple(_plain(Document, document, owner) for document in filter(None, [pack.document])),
        interpretations=tuple(_plain(Interpretation, one, owner) for one in pack.interpretations),
        cases=tuple(_case(case, owner) for case in pack.cases),
        edges=tuple(_edges(pack, owner, homes)),
    )


def _plain(kind: type[_F], given: Frozen, owner: str | None = None) -> _F:
    """The domain's own type of a pack entry, without its edges."""
    fields = given.model_dump(include=set(kind.model_fields) - {"owner"})
    return kind.model_validate(fields if owner is None else fields | {"owner": owner})


def _case(case: PackCase, owner: str) -> Case:
    """The case as data that JSON can say, so that it comes back from where it is kept as it was."""
    given = case.model_dump(exclude={"owner"})
    return Case.model_validate(given | {"owner": owner} | {name: json.loads(canonical(given[name])) for name in _FREE})


def _edges(pack: Pack, owner: str, homes: Homes) -> Iterator[Edge]:
    def key(kind: str, code: str) -> Key:
        return Key(owner if homes[Names(kind, code)].owner(kind) is PackOwner.AIRLINE else PUBLIC, code)

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
