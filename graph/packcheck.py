"""What must be true of the packs of a folder together: nothing twice, no loose ends, dates that agree, and the rest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.rulegraph import ENDS, EdgeKind
from graph.pack import Pack, PackOwner, PackRule
from graph.packcircles import check_circles
from graph.packconditions import check_conditions
from graph.packfile import PackFile, Place
from graph.packfolder import Loaded
from graph.problems import Problems, meant
from graph.references import Names, Reference, defined, mentions, references

_SHARED: Final = ("clause", "component", "authority")
"""Kinds that are the same for everybody, whichever pack describes them."""


class Home(NamedTuple):
    """Where something is defined."""

    file: PackFile
    place: Place
    pack: Pack

    def owner(self, kind: str) -> PackOwner:
        """Whose it is."""
        return PackOwner.PUBLIC if kind in _SHARED else self.pack.owner


Homes = Mapping[Names, Home]


def check_packs(loaded: Sequence[Loaded]) -> Homes:
    """Where everything is defined. ``InputError`` tells all that is wrong, with file, line and remedy."""
    problems = Problems()
    homes = _homes(loaded, problems)
    rules = {rule.code: rule for one in loaded for rule in one.pack.rules}
    for one in loaded:
        for place, name in _named(one.pack):
            _check_name(one, place, name, homes, problems)
        _check_doubled(one, problems)
        _check_dates(one, rules, problems)
        check_conditions(one, problems)
    check_circles(loaded, problems)
    problems.refuse()
    return homes


def _homes(loaded: Sequence[Loaded], problems: Problems) -> Homes:
    homes: dict[Names, Home] = {}
    for file, pack in loaded:
        for place, name in defined(pack):
            if name in homes:
                first = homes[name]
                problems.add(
                    file.told(
                        place,
                        f"the {name.kind} {name.code} is defined a second time, after {first.file.at(first.place)}; "
                        "keep one of them.",
                    )
                )
            homes.setdefault(name, Home(file, place, pack))
    return homes


def _named(pack: Pack) -> Iterator[tuple[Place, Names]]:
    yield from ((edge.place, Names(ENDS[edge.kind][1], edge.target)) for edge in references(pack))
    yield from mentions(pack)


def _check_name(one: Loaded, place: Place, name: Names, homes: Homes, problems: Problems) -> None:
    """What a pack names is there: in shared law, or in the same contract."""
    if not _seen(name, one.pack, homes):
        known = [other.code for other in homes if other.kind == name.kind and _seen(other, one.pack, homes)]
        guess = meant(name.code, known) or ": define it or correct its name."
        problems.add(one.file.told(place, f"there is no {name.kind} {name.code}{guess}"))


def _seen(name: Names, pack: Pack, homes: Homes) -> bool:
    home = homes.get(name)
    return (
        home is not None
        and home.owner(name.kind) in (PackOwner.PUBLIC, pack.owner)
        and home.pack.template in (None, pack.template)
    )


def _check_doubled(one: Loaded, problems: Problems) -> None:
    drawn: set[tuple[EdgeKind, str, str]] = set()
    for edge in references(one.pack):
        if (arrow := (edge.kind, edge.source, edge.target)) in drawn:
            problems.add(one.file.told(edge.place, f"{_told(edge)} stands twice; keep one."))
        drawn.add(arrow)


def _check_dates(one: Loaded, rules: Mapping[str, PackRule], problems: Problems) -> None:
    """A rule that is superseded has ended when the other begins."""
    for edge in references(one.pack):
        if edge.kind is EdgeKind.SUPERSEDES and edge.target in rules:
            winner, loser = rules[edge.source], rules[edge.target]
            if loser.expires is None or loser.expires > winner.effective:
                until = f"on {loser.expires}" if loser.expires else "never"
                what = f"{_told(edge)}, and both hold from {winner.effective} on: {loser.code} expires {until}"
                problems.add(one.file.told(edge.place, f"{what}. Let it expire on {winner.effective} at the latest."))


def _told(edge: Reference) -> str:
    return f"{edge.source} {edge.kind} {edge.target}"
