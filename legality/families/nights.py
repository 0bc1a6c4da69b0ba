"""Consecutive nights: flight duty periods that infringe the window of circadian low (14 CFR 117.27)."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from domain.airports import zone_of
from domain.rules.flight_duty import ConsecutiveNights
from domain.timelines.events import Fdp, Kind
from legality.breach import Breach
from legality.clocks import inside, windows
from legality.families import split
from legality.moment import Moment, Scene
from legality.registry import Families, Family


class Night(NamedTuple):
    """One flight duty period as scheduled: whether it infringes the window, and holds the rest that allows for more.

    ``free``: whether a whole window lay free of flight duty since the one before it.
    """

    infringes: bool
    rested: bool
    free: bool


class Row(NamedTuple):
    """How many nights in a row end with a flight duty period, and whether each of them held a rest."""

    nights: int
    rested: bool

    def then(self, night: Night) -> "Row":
        """The row after one more flight duty period. It ends with a day duty, and with a night that stays free."""
        if not night.infringes:
            return NONE
        return Row(1, night.rested) if night.free else Row(self.nights + 1, self.rested and night.rested)


NONE: Final = Row(0, True)


def consecutive_nights(spec: ConsecutiveNights, moment: Moment, planned: bool) -> Iterator[Breach]:
    """At most three in a row, or five when each holds two hours of rest in a suitable accommodation (117.27).

    The schedule counts, not the delay. Nights are consecutive if no whole window stays free between them.
    """
    rows = _rows(spec, moment.scene).get(moment.served.place)
    if rows is None:
        return
    least, most = rows
    if not _over(spec, most):
        return
    certain = _over(spec, least)
    row = least if certain else most
    limit = _limit(spec, row)
    message = f"It is night {row.nights} in a row between 02:00 and 05:59, and {limit} are allowed"
    message += "" if row.rested else f": not each of them held {spec.rest // 60} hours of rest in an accommodation"
    more = "" if certain else "; on another clock, or if the nights of the history held rest, it is fewer: say so"
    yield Breach(limit, row.nights, f"{message}{more}.", certain, unit="nights")


def _limit(spec: ConsecutiveNights, row: Row) -> int:
    return spec.with_rest if row.rested else spec.most


def _over(spec: ConsecutiveNights, row: Row) -> bool:
    return row.nights > _limit(spec, row)


def _rows(spec: ConsecutiveNights, scene: Scene) -> dict[int, tuple[Row, Row]]:
    """By place in the line, the least and the most that is in a row with each flight duty period."""
    if ("nights", spec) not in scene.kept:
        scene.kept["nights", spec] = dict(_counted(spec, scene))
    rows: dict[int, tuple[Row, Row]] = scene.kept["nights", spec]
    return rows


def _counted(spec: ConsecutiveNights, scene: Scene) -> Iterator[tuple[int, tuple[Row, Row]]]:
    """Walks the line once. Of two readings the one counts as more that infringes, has no rest, and no night free."""
    (least, most), ended = _past(spec, scene)
    for served in scene.line.served:
        flying = served.flying
        if flying is None or flying.end <= flying.start:
            continue
        moment = scene.moment(served.place)
        nights = [_night(spec, moment, zone, ended) for zone in dict.fromkeys(each.zone for each in served.readings)]
        least = least.then(Night(*(_all(nights, 0), _any(nights, 1), _any(nights, 2))))
        most = most.then(Night(*(_any(nights, 0), _all(nights, 1), _all(nights, 2))))
        ended = flying.planned_end
        yield served.place, (least, most)


def _all(nights: Sequence[Night], field: int) -> bool:
    return all(night[field] for night in nights)


def _any(nights: Sequence[Night], field: int) -> bool:
    return any(night[field] for night in nights)


def _night(spec: ConsecutiveNights, moment: Moment, zone: str, ended: int | None) -> Night:
    flying = moment.flying
    assert flying is not None
    infringes = inside(spec.window, zone, flying.start, flying.planned_end) > 0
    return Night(infringes, infringes and _rested(spec, moment, zone), _free(spec, zone, ended, flying.start))


def _free(spec: ConsecutiveNights, zone: str, ended: int | None, start: int) -> bool:
    """Whether a whole window lies between two flight duty periods."""
    if ended is None:
        return False
    found = windows(spec.window, zone, ended, start)
    return any(opens >= ended and closes <= start for opens, closes in found)


def _rested(spec: ConsecutiveNights, moment: Moment, zone: str) -> bool:
    """Whether a break keeps what 117.15(a), (c), (d) and (e) ask and is long enough for 117.27."""
    event, day = moment.event, moment.served.day
    rules = [rule for _, rule in moment.scene.scope.in_force("split_duty", day)]
    if not isinstance(event, Fdp) or not rules:
        return False
    asked = rules[0].model_copy(update={"least": spec.rest})
    readings = [each for each in moment.served.readings if each.zone == zone]
    return any(not any(split.faults(asked, moment, given, readings[0], planned=False)) for given in event.accommodation)


def _past(spec: ConsecutiveNights, scene: Scene) -> tuple[tuple[Row, Row], int | None]:
    """What the history holds, and when its last flight duty ended. Whether those nights held rest is not told."""
    crew, history = scene.line.timeline.crew, scene.line.timeline.history
    first = min((event.start for event in scene.line.timeline.events), default=None)
    nights, ended = history.consecutive_wocl_fdps, first
    if history.ledger:
        zone, nights, ended = zone_of(crew.acclimated_to or crew.last_acclimated_to or crew.base), 0, None
        for past in sorted(history.ledger, key=lambda each: each.start):
            if past.kind is Kind.FDP:
                free = _free(spec, zone, ended, past.start)
                infringes = inside(spec.window, zone, past.start, past.end) > 0
                nights, ended = (0 if not infringes else 1 if free else nights + 1), past.end
    return (Row(nights, True), Row(nights, not nights)), ended


FAMILIES: Final[Families] = {"consecutive_nights": Family(check=consecutive_nights)}
