"""Rest before a report: immediately before it, and within the window that ends with it (14 CFR 117.25, 121.467)."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.rules.limits import MinimumRest, RestInWindow
from legality.breach import Breach
from legality.families.cabin_rest import reduced_before
from legality.families.telling import told_already
from legality.moment import Moment
from legality.periods import HEADS
from legality.registry import Families, Family
from legality.resting import Before, before


def minimum_rest(spec: MinimumRest, moment: Moment, planned: bool) -> Iterator[Breach]:
    """From release to the next report of reserve or flight duty there are so many consecutive hours (117.25(e)).

    Where a rest says what sleep opportunity it gives, that is long enough too; else it is taken to lie inside. Whether
    one that may be reduced was made good is asked by the rule that lets it be.
    """
    rest = before(moment) if moment.line.opens(moment.served) else None
    if rest is None:
        return
    if rest.minutes is not None and rest.minutes < spec.minutes and not reduced_before(spec, moment, rest.minutes):
        message = f"The rest before the report is {hours(rest.minutes)}, not {hours(spec.minutes)}"
        more = "" if rest.sure else "; when the pilot was told of it is not said: give notified_at of the long call"
        yield Breach(spec.minutes, rest.minutes, f"{message}{more}.", certain=rest.sure)
    elif spec.sleep is not None and (sleep := _sleep(rest)) is not None and sleep < spec.sleep:
        message = f"The rest before the report gives {hours(sleep)} to sleep, not {hours(spec.sleep)}."
        yield Breach(spec.sleep, sleep, message)


def _sleep(rest: Before) -> int | None:
    return None if rest.given is None else rest.given.sleep_opportunity


def rest_in_window(spec: RestInWindow, moment: Moment, planned: bool) -> Iterator[Breach]:
    """Within the window before reserve or flight duty lie so many consecutive hours free from all duty (117.25(b)).

    It is looked at only when reserve or flight duty begins. Long-call reserve is no duty.
    """
    served, gaps = moment.served, moment.line.gaps
    if served.period is None or moment.event.kind not in HEADS:
        return
    since = served.start - spec.window
    last = gaps.last_end(served.period, spec.rest)
    if last is not None and last - since >= spec.rest:
        return
    free = gaps.longest(served.period, since)
    message = f"The longest time free from duty in the {hours(spec.window)} before the report is {hours(free)}"
    yield Breach(spec.rest, free, f"{message}, not {hours(spec.rest)}.")


FAMILIES: Final[Families] = {
    "minimum_rest": Family(check=minimum_rest, repeats=told_already),
    "rest_in_window": Family(check=rest_in_window),
}
