"""Random timelines as they are flown: trips out of a base and back, reserve, training, deadheads, rests and slips.

Most gaps and lengths lie near the limits of the law, so that many timelines are just legal and many just not. All lie
in June 2026, where no clock changes.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from hypothesis import strategies as st

from domain.clock import DAY, HOUR, at_local
from domain.crew import Position
from domain.timelines.events import (
    Accommodation,
    AirportStandby,
    Augmented,
    Deadhead,
    Event,
    Extension,
    Fdp,
    Leg,
    LongCall,
    Rest,
    ShortCall,
    Task,
    Work,
)
from domain.timelines.timeline import AcclimatedClock, Crew, History, Law, Policy, Timeline

FIRST: Final = date(2026, 6, 1)
MONDAY: Final = at_local(FIRST, 0, "UTC")
BASES: Final = {
    Law.FAA_117: ("JFK", "PHX", "HNL"),
    Law.FAA_121_467: ("JFK", "PHX", "HNL"),
    Law.EASA_FTL: ("FRA", "LIS"),
}
PLACES: Final = {
    "JFK": ("BOS", "MCO", "PHX", "LAX", "SJU", "LHR", "HNL"),
    "PHX": ("LAX", "JFK", "MCO", "HNL"),
    "HNL": ("LAX", "PHX", "JFK", "NRT"),
    "FRA": ("LHR", "LIS", "ATH", "JFK"),
    "LIS": ("LHR", "FRA", "ATH", "JFK"),
}
LEAST_REST: Final = {Law.FAA_117: 600, Law.FAA_121_467: 600, Law.EASA_FTL: 720}


@st.composite
def timelines(draw: st.DrawFn, law: Law, most: int = 9) -> Timeline:
    """A timeline of 1 to ``most`` trips or other duties."""
    base = draw(st.sampled_from(BASES[law]))
    position = Position.FLIGHT_ATTENDANT if law is Law.FAA_121_467 else Position.CAPTAIN
    person = _Person(draw, law, base, MONDAY + draw(st.integers(0, 3 * DAY)))
    for _ in range(draw(st.integers(1, most))):
        person.goes_on()
    history = History(
        flight_672h=draw(st.sampled_from((0, 3000, 5000))),
        flight_365d=draw(st.sampled_from((5000, 40000, 52000))),
        fdp_168h=draw(st.sampled_from((0, 600, 1800))),
        fdp_672h=draw(st.sampled_from((2400, 6000, 9000))),
        consecutive_wocl_fdps=draw(st.sampled_from((0, 0, 2))),
    )
    return Timeline(
        Crew("X1", position, base, base),
        tuple(person.events),
        law,
        Policy(draw(st.sampled_from((None, *AcclimatedClock))), draw(st.booleans())),
        draw(st.sampled_from((History(), history))),
    )


@dataclass
class _Person:
    """One crew member on the way: where, and released when."""

    draw: st.DrawFn
    law: Law
    base: str
    now: int
    here: str = ""
    events: list[Event] = field(default_factory=list)

    def goes_on(self) -> None:
        """A rest, and what comes after it."""
        self.here = self.here or self.base
        if self.events:
            self._rests()
        does = (self._flies, self._flies, self._flies, self._turns, self._turns, self._is_called, self._stands_by)
        more = (self._rides, self._works, self._waits)
        self.draw(st.sampled_from((*does, *more)))()

    def _name(self) -> str:
        return f"e{len(self.events)}"

    def _rests(self) -> None:
        least = LEAST_REST[self.law]
        around = st.integers(-1, 90).map(lambda more: least + more)
        long = st.sampled_from((11 * HOUR, 12 * HOUR, 14 * HOUR, 16 * HOUR, 30 * HOUR, 34 * HOUR, 36 * HOUR, 60 * HOUR))
        again = (self.events[-1].start - self.now) % DAY  # to the same hour
        daily = again if again >= least else again + DAY
        length = self.draw(st.one_of(around, st.just(daily), long, st.integers(least, 3 * DAY)))
        if self.draw(st.integers(0, 5)) == 0:
            sleep = self.draw(st.sampled_from((None, 480, 540)))
            self.events.append(Rest(self._name(), self.now, self.now + length, sleep))
        self.now += length

    def _elsewhere(self) -> str:
        return self.draw(st.sampled_from(PLACES.get(self.here, (self.base,))))

    def _flies(self) -> None:
        """From here to somewhere else in one or a few legs; from anywhere but the base mostly back to it."""
        home = self.here != self.base and self.draw(st.integers(0, 2)) > 0
        self._duty([self.base if home else self._elsewhere()])

    def _turns(self) -> None:
        """Out and back, once or more."""
        there = self._elsewhere()
        self._duty([there, self.here] * self.draw(st.integers(1, 3)))

    def _duty(self, stops: list[str], called: int | None = None) -> None:
        report = self.now
        legs, at, here = [], report + self.draw(st.sampled_from((30, 60, 75))), self.here
        for place in stops:
            block = self.draw(st.integers(40, 420 // len(stops)))
            late = self.draw(st.sampled_from((0, 0, 0, 5, 95)))
            dead = len(stops) > 1 and self.draw(st.integers(0, 7)) == 0
            leg = Leg("", "", here, place, at, at + block, at + late, at + late + block, deadhead=dead)
            legs.append(leg)
            at, here = at + late + block + self.draw(st.sampled_from((30, 35, 45))), place
        landed = legs[-1].into or 0
        end = landed + 5
        release = end + self.draw(st.sampled_from((0, 15, 30)))
        event = Fdp(self._name(), report, release, tuple(legs), self.here, end)
        self.events.append(self._adorned(event))
        self.now, self.here = release, here

    def _adorned(self, event: Fdp) -> Fdp:
        """Now and then with an extension, a larger crew, or a break."""
        asked = self.draw(st.integers(0, 11))
        if asked == 0:
            phase = self.draw(st.sampled_from(("BEFORE_TAKEOFF", "AFTER_TAKEOFF", "PLANNED")))
            return replace(event, extension=Extension(phase, pic_concurs=True, unforeseen=True))  # type: ignore[arg-type]
        if asked == 1 and self.law is Law.FAA_117 and len(event.legs) < 4:
            return replace(event, augmented=Augmented(self.draw(st.sampled_from((3, 4))), 1, 120, 90))
        if asked == 2 and len(event.legs) == 2:
            first, second = event.legs
            leave = first.into or 0
            wait = self.draw(st.sampled_from((180, 240, 300)))
            end, release = (event.end or 0) + wait, event.release + wait
            broken = Accommodation(leave + 5, leave + 5 + wait, suitable=True, planned_before_fdp=True)
            legs = (first, _leg(second, wait))
            return replace(event, legs=legs, end=end, release=release, accommodation=(broken,))
        if asked == 3:
            return replace(event, cabin_crew_above_minimum=self.draw(st.integers(1, 3)))
        return event

    def _is_called(self) -> None:
        """Reserve at home, and after it perhaps a flight."""
        start, length = self.now, self.draw(st.sampled_from((2, 6, 12, 14))) * HOUR
        self.events.append(ShortCall(self._name(), start, start + length))
        self.now = start + length
        if self.draw(st.booleans()):
            self._turns()

    def _stands_by(self) -> None:
        start = self.now
        self.now += self.draw(st.sampled_from((2, 4, 6))) * HOUR
        self.events.append(AirportStandby(self._name(), start, self.now))
        if self.draw(st.booleans()):
            self._turns()

    def _rides(self) -> None:
        start, there = self.now, self._elsewhere()
        self.now += self.draw(st.integers(60, 14 * HOUR))
        self.events.append(Deadhead(self._name(), start, self.now, self.here, there))
        self.here = there

    def _works(self) -> None:
        start = self.now
        self.now += self.draw(st.integers(30, 8 * HOUR))
        self.events.append(Work(self._name(), start, self.now, self.draw(st.sampled_from(tuple(Task)))))
        if self.draw(st.booleans()):
            self.now += self.draw(st.sampled_from((0, 60)))
            self._turns()

    def _waits(self) -> None:
        start = self.now
        self.now += self.draw(st.integers(2, 20)) * HOUR
        told = self.draw(st.sampled_from((None, self.now, self.now - HOUR)))
        self.events.append(LongCall(self._name(), start, self.now, told))


def moved(event: Event, by: int) -> Event:
    """An event with all its instants so many minutes later."""
    match event:
        case Fdp():
            return replace(
                event,
                report=event.report + by,
                release=event.release + by,
                end=_later(event.end, by),
                scheduled_end=_later(event.scheduled_end, by),
                scheduled_release=_later(event.scheduled_release, by),
                legs=tuple(_leg(leg, by) for leg in event.legs),
                accommodation=tuple(_break(each, by) for each in event.accommodation),
            )
        case LongCall():
            return replace(event, start=event.start + by, end=event.end + by, notified_at=_later(event.notified_at, by))
        case _:
            return replace(event, start=event.start + by, end=event.end + by)


def _later(at: int | None, by: int) -> int | None:
    return None if at is None else at + by


def _leg(leg: Leg, by: int) -> Leg:
    return replace(
        leg,
        scheduled_out=leg.scheduled_out + by,
        scheduled_in=leg.scheduled_in + by,
        out=_later(leg.out, by),
        into=_later(leg.into, by),
    )


def _break(given: Accommodation, by: int) -> Accommodation:
    return replace(
        given,
        arrive=given.arrive + by,
        leave=given.leave + by,
        scheduled_arrive=_later(given.scheduled_arrive, by),
        scheduled_leave=_later(given.scheduled_leave, by),
    )
