"""The edits of rules that people make, by the names they use; each goes into their draft."""

from datetime import date

from domain.claims import Claims
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from graph.edits import Edit, PutEdge, RemoveEdge, SetValue, Value
from graph.references import ENDS
from services import drafting
from services.doors import Doors
from services.drafting import Draft
from services.naming import key_of


async def connect(
    doors: Doors,
    claims: Claims,
    owner: str,
    source: str,
    kind: EdgeKind,
    target: str,
    *,
    method: Method | None = None,
    notes: str = "",
    because: str = "",
) -> Draft:
    """Drafts a relationship; a ``CONFLICTS_WITH`` needs a method, an ``OVERRIDES`` says why."""

    def build(now: RuleGraph) -> list[Edit]:
        start, end = ENDS[kind]
        return [
            PutEdge(
                kind=kind,
                source=key_of(now, start, source, owner),
                target=key_of(now, end, target, owner),
                method=method,
                notes=notes,
                because=because,
            )
        ]

    return await drafting.add(doors, claims, owner, build)


async def disconnect(doors: Doors, claims: Claims, owner: str, source: str, kind: EdgeKind, target: str) -> Draft:
    """Drafts the end of a relationship; ``NotFoundError`` if there is none."""

    def build(now: RuleGraph) -> list[Edit]:
        start, end = ENDS[kind]
        return [RemoveEdge(kind=kind, source=key_of(now, start, source, owner), target=key_of(now, end, target, owner))]

    return await drafting.add(doors, claims, owner, build)


async def override(doors: Doors, claims: Claims, owner: str, winner: str, loser: str, because: str) -> Draft:
    """Drafts that one rule displaces another; where the other displaces it now, the relationship is turned around."""

    def build(now: RuleGraph) -> list[Edit]:
        above, below = key_of(now, "rule", winner, owner), key_of(now, "rule", loser, owner)
        around = [
            edge for edge in now.edges if (edge.kind, edge.source, edge.target) == (EdgeKind.OVERRIDES, below, above)
        ]
        drawer = around[0].owner if around else None
        return [
            *(_removal(edge) for edge in around),
            PutEdge(kind=EdgeKind.OVERRIDES, source=above, target=below, owner=drawer, because=because),
        ]

    return await drafting.add(doors, claims, owner, build)


async def set_value(
    doors: Doors, claims: Claims, owner: str, rule: str, path: str, value: Value, *, since: date | None = None
) -> Draft:
    """Drafts another value of a rule (``rows[06:00].limits[4]``); with ``since``, from that day on."""

    def build(now: RuleGraph) -> list[Edit]:
        return [SetValue(rule=key_of(now, "rule", rule, owner), path=path, value=value, since=since)]

    return await drafting.add(doors, claims, owner, build)


def _removal(edge: Edge) -> RemoveEdge:
    return RemoveEdge(kind=edge.kind, source=edge.source, target=edge.target, owner=edge.owner)
