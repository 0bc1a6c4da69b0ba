"""Two contents of the graph held against each other, as people read it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Any, Final

from domain.comparison import fields
from domain.history import Turn, turns
from domain.rulegraph import Edge, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule, Scenario
from domain.spelling import NONE, spelled


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: a node or relationship (``path`` empty) that came or went, or one value of it.

    ``kind`` is ``rule``, ``scenario``, ``component``, ``clause``, ``authority``, ``document``, ``interpretation``,
    ``case``, or the name of a relationship. ``before`` and ``after`` are as people write them; None where there was
    nothing. The value differs from ``since`` up to ``until`` (half-open; None: from the beginning, for good).
    """

    owner: str
    kind: str
    name: str
    path: str
    before: str | None
    after: str | None
    since: date | None = None
    until: date | None = None

    @property
    def told(self) -> str:
        """One plain line: ``WN/SAMPLE_Section_4.B: percent 50 -> 60 from 2027-01-01 on``."""
        return f"{self.name}: {self._what}{self._when}"

    @property
    def _what(self) -> str:
        if self.path == "until" and self.before is None:
            return f"ends on {self.after}"
        if self.path:
            return f"{self.path} {self.before or NONE} -> {self.after or NONE}"
        what, said = ("removed", self.before) if self.after is None else ("added", self.after)
        noun = "" if self.kind.isupper() else f"{self.kind} "  # a relationship is named by its ends already
        return f"{noun}{what}" + (f", {said}" if said else "")

    @property
    def _when(self) -> str:
        since = f" from {self.since}" if self.since else ""
        until = f" up to {self.until}" if self.until else ""
        return since + until + (" on" if since and not until else "")


def difference(before: RuleGraph, after: RuleGraph) -> tuple[Difference, ...]:
    """Everything in which the second content differs from the first: nodes by kind and key, then relationships.

    Empty exactly where both say the same. The order in which a content lists its nodes carries no meaning.
    """
    nodes = chain.from_iterable(
        _nodes(kind, getattr(before, each), getattr(after, each), name) for each, kind, name in _KINDS
    )
    return (*nodes, *_edges(before.edges, after.edges))


_KINDS: Final[tuple[tuple[str, str, Callable[[Any], Key]], ...]] = (
    ("rules", "rule", lambda rule: rule.key),
    ("scenarios", "scenario", lambda scenario: scenario.key),
    ("components", "component", lambda component: Key(PUBLIC, component.type)),
    ("clauses", "clause", lambda clause: Key(PUBLIC, clause.citation)),
    ("authorities", "authority", lambda authority: Key(PUBLIC, authority.code)),
    ("documents", "document", lambda document: document.key),
    ("interpretations", "interpretation", lambda one: one.key),
    ("cases", "case", lambda case: case.key),
)
_TERMS: Final = ("method", "because", "notes", "since", "until")


def _nodes(kind: str, before: Iterable[Any], after: Iterable[Any], name: Callable[[Any], Key]) -> Iterator[Difference]:
    old, new = ({name(node): node for node in side} for side in (before, after))
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            was, is_ = (_title(side.get(key)) for side in (old, new))
            yield Difference(key.owner, kind, str(key), "", was, is_)
        elif old[key] != new[key]:
            for turn in _turns(old[key], new[key]):
                yield _told(key.owner, kind, str(key), turn)


def _title(node: Any) -> str | None:
    """What a node is called, for one that came or went."""
    return None if node is None else getattr(node, "title", "") or getattr(node, "text", "")


def _turns(before: Any, after: Any) -> Iterator[Turn]:
    match before, after:
        case Rule(), Rule():
            yield from map(Turn, fields(before, after, leave_out={"versions"}))
            yield from turns(_said(before), _said(after), "", "versions")
        case Scenario(), Scenario():
            yield from map(Turn, fields(before, after, leave_out={"condition", "earlier"}))
            yield from turns(_conditions(before), _conditions(after), "condition", "earlier")
        case _:
            yield from map(Turn, fields(before, after))


def _said(rule: Rule) -> list[tuple[date, object]]:
    return [(version.since, version.spec) for version in rule.versions]


def _conditions(scenario: Scenario) -> list[tuple[date, object]]:
    days = [date.min, *(former.until for former in scenario.earlier)]
    said = [*(former.condition for former in scenario.earlier), scenario.condition]
    return list(zip(days, said, strict=True))


def _told(owner: str, kind: str, name: str, turn: Turn) -> Difference:
    change = turn.change
    return Difference(owner, kind, name, change.path or "content", change.before, change.after, turn.since, turn.until)


def _edges(before: Iterable[Edge], after: Iterable[Edge]) -> Iterator[Difference]:
    old, new = _by_ends(before), _by_ends(after)
    for ends in sorted(old.keys() | new.keys()):
        was, is_ = old.get(ends, []), new.get(ends, [])
        gone, come = [edge for edge in was if edge not in is_], [edge for edge in is_ if edge not in was]
        for one, other in zip_longest(gone, come):
            yield from _relationship(one, other)


def _by_ends(edges: Iterable[Edge]) -> dict[tuple[str, Key, Key, str], list[Edge]]:
    """What each owner draws between two nodes, by the day it begins."""
    found: dict[tuple[str, Key, Key, str], list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: edge.since or date.min):
        found.setdefault((edge.kind.value, edge.source, edge.target, edge.owner), []).append(edge)
    return found


def _relationship(before: Edge | None, after: Edge | None) -> Iterator[Difference]:
    one = before or after
    assert one is not None
    drawn_by = "" if one.owner in (one.source.owner, one.target.owner) else f" for {one.owner}"
    name = f"{one.source} {one.kind} {one.target}{drawn_by}"
    if before is None or after is None:
        was, is_ = (None if edge is None else _terms(edge) for edge in (before, after))
        yield Difference(one.owner, one.kind, name, "", was, is_)
    else:
        yield from (_told(one.owner, one.kind, name, Turn(change)) for change in fields(before, after))


def _terms(edge: Edge) -> str:
    """What a relationship says beside its ends."""
    said = {name: getattr(edge, name) for name in _TERMS}
    return ", ".join(f"{name} {spelled(value)}" for name, value in said.items() if value)
