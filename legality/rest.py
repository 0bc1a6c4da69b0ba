"""Rest before a report: immediately before it, and within the window that ends with it (14 CFR 117.25, 121.467)."""

from collections.abc import Iterator

from domain.clock import hours
from domain.rules.limits import MinimumRest, RestInWindow
from legality.breach import Breach
from legality.served import Served


def minimum_rest(spec: MinimumRest, served: Served, planned: bool) -> Iterator[Breach]:
    """From release to the next report there are so many consecutive hours."""
    rest = served.rests.spans[served.place]
    if rest.start is None:
        return
    free = max(0, rest.end - rest.start)
    if free < spec.minutes:
        yield Breach(spec.minutes, free, f"The rest before the report is {hours(free)}, not {hours(spec.minutes)}.")


def rest_in_window(spec: RestInWindow, served: Served, planned: bool) -> Iterator[Breach]:
    """Within the window before the report lie so many consecutive hours free from all duty."""
    since = served.duty.report - spec.window
    if served.rests.last_end(served.place, spec.rest) - since >= spec.rest:
        return
    free = served.rests.longest(served.place, since)
    message = f"The longest time free from duty in the {hours(spec.window)} before the report is {hours(free)}"
    yield Breach(spec.rest, free, f"{message}, not {hours(spec.rest)}.")
