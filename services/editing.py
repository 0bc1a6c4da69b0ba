"""The edits of rules that people make, by the names they use; each goes into their draft."""

from datetime import date
from pathlib import Path

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.rulegraph import ENDS, Edge, EdgeKind, Method, RuleGraph
from graph.edits import Edit, PutEdge, RemoveEdge, RemoveRule, RemoveScenario, SetCondition, SetValue, Value
from graph.fragment import read_fragment
from services import drafting
from services.adding import Adding
from services.changesets import ChangeSet
from services.doors import Doors
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
) -> ChangeSet:
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


async def disconnect(doors: Doors, claims: Claims, owner: str, source: str, kind: EdgeKind, target: str) -> ChangeSet:
    """Drafts the end of a relationship; ``NotFoundError`` if there is none."""

    def build(now: RuleGraph) -> list[Edit]:
        start, end = ENDS[kind]
        return [RemoveEdge(kind=kind, source=key_of(now, start, source, owner), target=key_of(now, end, target, owner))]

    return await drafting.add(doors, claims, owner, build)


async def override(doors: Doors, claims: Claims, owner: str, winner: str, loser: str, because: str) -> ChangeSet:
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
) -> ChangeSet:
    """Drafts another value of a rule (``rows[06:00].limits[4]``); with ``since``, from that day on."""

    def build(now: RuleGraph) -> list[Edit]:
        return [SetValue(rule=key_of(now, "rule", rule, owner), path=path, value=value, since=since)]

    return await drafting.add(doors, claims, owner, build)


async def set_condition(doors: Doors, claims: Claims, owner: str, scenario: str, condition: str) -> ChangeSet:
    """Drafts another condition of a scenario; ``InputError`` names the place in it where it cannot be read."""

    def build(now: RuleGraph) -> list[Edit]:
        return [SetCondition(scenario=key_of(now, "scenario", scenario, owner), condition=condition)]

    return await drafting.add(doors, claims, owner, build)


async def add(doors: Doors, claims: Claims, owner: str, file: Path) -> ChangeSet:
    """Drafts what a file adds: a rule, or rules with their clauses, scenarios and readings, in the form of a pack."""
    fragment = read_fragment(file)
    return await drafting.add(doors, claims, owner, lambda now: Adding(fragment, now, owner).edits())


async def remove(doors: Doors, claims: Claims, owner: str, name: str) -> ChangeSet:
    """Drafts the end of a rule, or of a scenario where no rule has that name."""

    def build(now: RuleGraph) -> list[Edit]:
        try:
            return [RemoveRule(rule=key_of(now, "rule", name, owner))]
        except NotFoundError as missing:
            try:
                return [RemoveScenario(scenario=key_of(now, "scenario", name, owner))]
            except NotFoundError:
                raise missing from None

    return await drafting.add(doors, claims, owner, build)


def _removal(edge: Edge) -> RemoveEdge:
    return RemoveEdge(kind=edge.kind, source=edge.source, target=edge.target, owner=edge.owner)
