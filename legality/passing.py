"""Which limits an event passes before any permission is looked at: for the conditions of the permissions."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from domain.rules.exceptions import Bounded
from legality.breach import Breach
from legality.moment import Moment


def passed(moment: Moment, bounds: Collection[Bounded]) -> Iterator[Breach]:
    """The breaches of limits that one of ``bounds`` could lift. Families that give permissions are not asked."""
    for stands in moment.checking():
        asked = stands.bound.family
        if asked.check is not None and asked.grants is None:
            yield from (each for each in asked.check(stands.spec, moment, stands.planned) if each.of in bounds)


def excesses(moment: Moment, bounds: tuple[Bounded, ...]) -> list[int]:
    """The most that one of them is passed by, on each reading of the clock; 0 where none is."""
    found: list[int] | None = moment.kept.get(("excesses", bounds))
    if found is None:
        found = moment.kept["excesses", bounds] = _excesses(moment, bounds)
    return found


def _excesses(moment: Moment, bounds: tuple[Bounded, ...]) -> list[int]:
    scene, served = moment.scene, moment.served
    readings = [moment]
    if len(served.readings) > 1:
        readings = [Moment(scene, replace(served, readings=(reading,))) for reading in served.readings]
    return [max((breach.excess for breach in passed(one, bounds)), default=0) for one in readings]
