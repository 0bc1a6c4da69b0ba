"""What one file holds: the parts of the owners that it names, and a hash that shows whether it was changed since."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.canonical import digest
from domain.errors import InputError, RefusedError
from domain.rulegraph import RuleGraph
from graph.content import check

FORMAT: Final = 1
"""The version of what stands in a file."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The rules of some owners, in the fixed order."""

    owners: tuple[str, ...]
    content: RuleGraph

    @property
    def hash(self) -> str:
        """``sha256:`` and the digest of the owners and of everything that is theirs."""
        return digest({"owners": self.owners, "content": self.content})


def check_bundle(bundle: Bundle, file: Path, said: str, *, altered: bool) -> None:
    """Raises unless it is a graph, all of it of the owners it names, and of the hash it says (or ``altered``)."""
    if bundle.hash != said and not altered:
        raise RefusedError(
            f"{file} was changed after crewlex wrote it: it says {said} and holds {bundle.hash}. "
            "If you mean that change, import it with --altered."
        )
    strangers = sorted(_owners(bundle.content) - set(bundle.owners))
    if strangers:
        raise InputError(f"{file}: something belongs to {', '.join(strangers)}: add that to its owners.")
    try:
        check(bundle.content)
    except InputError as wrong:
        raise InputError(f"{file}: {wrong}") from wrong


def _owners(content: RuleGraph) -> set[str]:
    owned = (content.rules, content.scenarios, content.documents, content.interpretations, content.cases, content.edges)
    return {each.owner for kind in owned for each in kind}
