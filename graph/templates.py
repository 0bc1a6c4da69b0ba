"""Which contract packs an airline gets: those it names, or else the usual sample."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.errors import InputError
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC
from graph.pack import Pack, PackOwner

Airlines = Sequence[str] | Mapping[str, Sequence[str]]
"""Airlines by code; each gets the usual templates, or the ones it is given by name."""
USUAL: Final = ("sample",)
"""The templates of an airline that nobody chose any for."""


class Choice:
    """The templates of each airline; one that there is not is an ``InputError``."""

    def __init__(self, packs: Sequence[Pack], airlines: Airlines) -> None:
        if isinstance(airlines, Mapping):
            self.chosen = {airline: tuple(names) for airline, names in airlines.items()}
            _check(packs, self.chosen)
        else:
            self.chosen = dict.fromkeys(airlines, USUAL)

    def uses(self, pack: Pack) -> bool:
        """Whether its clauses are loaded: shared law and the usual templates are, whoever has a copy of them."""
        names = {*USUAL, *(name for names in self.chosen.values() for name in names)}
        return pack.template is None or pack.template in names

    def takers(self, pack: Pack) -> tuple[str, ...]:
        """Whose copy of its rules there is; shared law is there once."""
        if pack.owner is PackOwner.PUBLIC:
            return (PUBLIC,)
        return tuple(code for code, names in self.chosen.items() if pack.template is None or pack.template in names)


def without_doubles(content: RuleGraph) -> RuleGraph:
    """Two contracts of one airline may draw the same dependency between components: it stands once."""
    drawn = [edge for edge in content.edges if edge.kind is not EdgeKind.DEPENDS_ON]
    needs = dict.fromkeys(edge for edge in content.edges if edge.kind is EdgeKind.DEPENDS_ON)
    return content.model_copy(update={"edges": (*drawn, *needs)})


def _check(packs: Sequence[Pack], chosen: Mapping[str, Sequence[str]]) -> None:
    known = sorted({pack.template for pack in packs if pack.template is not None})
    for airline, names in chosen.items():
        for name in names:
            if name not in known:
                raise InputError(f"{airline}: there is no contract template {name!r}: take one of {', '.join(known)}.")
