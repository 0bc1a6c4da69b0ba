"""The state of acclimatisation by Table 1 of ORO.FTL.105: B as at the reference place, D as here, X unknown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from domain.airports import zone_of
from domain.clock import DAY, HOUR, offset
from domain.rules.easa import EasaAcclimatisation
from legality.line import Line, Served

if TYPE_CHECKING:
    from legality.moment import Moment

BAND: Final = 2 * HOUR
"""Crew are acclimatised to a zone this wide around the place where they report."""
FAMILY: Final = "easa_acclimatisation"


def state(moment: "Moment") -> str | None:
    """B, D or X at the start of an event; None where no rule in force says how to tell."""
    reference = _reference(moment)
    return None if reference is None else reference[0]


def reference_zone(moment: "Moment") -> str | None:
    """The clock that a start is read on: of the reference place in state B, of here in D; None in state X."""
    found = _reference(moment)
    return None if found is None or found[0] == "X" else zone_of(found[1])


def _reference(moment: "Moment") -> tuple[str, str] | None:
    rules = [spec for _, spec in moment.scene.scope.in_force(FAMILY, moment.served.day)]
    return None if not rules else moment.scene.references(rules[0])[moment.served.place]


def references(line: Line, spec: EasaAcclimatisation) -> Iterator[tuple[str, str]]:
    """For each event, in order, its state and the place whose clock counts.

    Reference time is the local time where crew report, as long as that lies in the band around the reference place.
    Elapsed time runs from the last report at the reference place. A crew member who is acclimatised nowhere when the
    first event starts is in state X until Table 1 says D, with time running from then.
    """
    crew = line.timeline.crew
    place, since = crew.acclimated_to or crew.last_acclimated_to or crew.base, None
    unknown = crew.acclimated_to is None
    for served in line.served:
        at, start = served.body.at, served.event.start
        found = "B" if not unknown and _difference(served, place) <= BAND else _looked_up(spec, served, place, since)
        if unknown and found == "B":
            found = "X"
        if found == "D":
            place, unknown = at, False
        if since is None or (found != "X" and _difference(served, place) <= BAND):
            since = start
        yield found, at if _difference(served, place) <= BAND else place


def _looked_up(spec: EasaAcclimatisation, served: Served, place: str, since: int | None) -> str:
    difference, elapsed = _difference(served, place), 0 if since is None else served.event.start - since
    column = sum(elapsed >= each for each in spec.elapsed)
    for row in spec.rows:
        if difference < row.difference or (difference == row.difference and not row.under):
            return row.states[column]
    return spec.rows[-1].states[column]


def _difference(served: Served, place: str) -> int:
    """How far two clocks are apart, the shorter way round: never more than twelve hours."""
    start = served.event.start
    ahead = abs(offset(start, zone_of(served.body.at)) - offset(start, zone_of(place)))
    return min(ahead, DAY - ahead)
