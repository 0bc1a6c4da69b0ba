"""A rest that is interrupted (14 CFR 117.25(f))."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.clock import hours
from domain.rules.resting import InterruptedRest
from domain.timelines.events import Rest
from legality.breach import Breach
from legality.moment import Moment
from legality.registry import Families, Family
from legality.resting import Before, before


class Parts(NamedTuple):
    """Minutes of a rest before and after it was interrupted."""

    first: int
    second: int


def interrupted_rest(spec: InterruptedRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """After a call of the carrier all of the rest begins anew, after anything else the sleep opportunity (117.25(f)).

    Sleep that the rest had already given before counts. Whether a call after the end of the rest that was due makes
    it begin anew as well is not said: the conservative reading is that it does.
    """
    rest = before(moment) if moment.line.opens(moment.served) else None
    if rest is None or rest.given is None or rest.given.interrupted is None:
        return
    parts, by = _parts(rest, rest.given), rest.given.interrupted.by
    anew = spec.by_company if by == "COMPANY" else spec.by_crew
    if anew == "SLEEP" and max(parts) < spec.sleep:
        message = f"The rest was interrupted and leaves {hours(max(parts))} to sleep at a stretch, not"
        yield Breach(spec.sleep, max(parts), f"{message} {hours(spec.sleep)}.")
    due = max([stands.spec.minutes for stands in moment.standing("minimum_rest")], default=0)
    if anew == "REST" and parts.second < due:
        message = f"The carrier interrupted the rest, so it begins anew: {hours(parts.second)} follow, not {hours(due)}"
        late = "; the interruption came when the rest had been given" if parts.first >= due else ""
        yield Breach(due, parts.second, f"{message}{late}.", certain=parts.first < due)


def _parts(rest: Before, given: Rest) -> Parts:
    assert given.interrupted is not None
    return Parts(given.interrupted.at - given.start, max(0, rest.end - given.interrupted.until))


FAMILIES: Final[Families] = {"interrupted_rest": Family(check=interrupted_rest)}
