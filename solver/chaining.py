"""Joins out-and-backs of one base into longer duties, so that a crew member's day is worth the way to work."""

from collections.abc import Iterable
from typing import Final

from solver.draft import Draft
from solver.duties import Duties

LONGEST_SIT: Final = 240
"""Minutes at base between two turns: a duty is not prolonged over a longer wait. A preference, no limit."""


def chained(duties: Duties, turns: Iterable[Draft]) -> list[Draft]:
    """The turns of one base as fewer duties: each is added to the legal duty that came back last before it."""
    chains: list[Draft] = []
    for turn in sorted(turns, key=lambda draft: (draft.report, draft.flights[0].id)):
        place, longer = _best(duties, chains, turn)
        if longer is None:
            chains.append(turn)
        else:
            chains[place] = longer
    return chains


def _best(duties: Duties, chains: list[Draft], turn: Draft) -> tuple[int, Draft | None]:
    leaves = turn.flights[0].scheduled_out
    sits = [(leaves - chain.flights[-1].scheduled_in, place) for place, chain in enumerate(chains)]
    for _, place in sorted(sit for sit in sits if 0 <= sit[0] <= LONGEST_SIT):
        longer = duties.legal(turn.base, *chains[place].flights, *turn.flights)
        if longer is not None:
            return place, longer
    return -1, None
