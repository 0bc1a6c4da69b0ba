"""How fast the judge is: ``python -m benchmarks.legality [crew …]`` (100, 1,000 and 10,000 crew, a month each).

One timeline with its whole answer, by the rule packs; then a month of many crew members, under Part 117 and 121.467,
with the time for each of them, which must not grow with their number; and the same for whole schedules, with flights,
aircraft and slots. Then one timeline of ever more events, of the kinds that make a judge look back. Beside it the plain
reading of the tests, which looks at every minute, for the two rest rules that it knows.

Seconds are those of the processor: the judge waits for nothing, so a quiet machine takes no longer.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, TypeVar

from benchmarks.legality_schedule import FIRST, LAST, schedule
from domain.clock import DAY, at_local
from domain.crew import Position
from domain.judgement import Judgement
from domain.regime import Regime
from domain.resolve import resolve
from domain.rules.rule import PUBLIC
from domain.timelines.events import Event, Extension, Fdp, Leg, ShortCall, Task, Work
from domain.timelines.timeline import AcclimatedClock, Crew, History, Law, Policy, Timeline
from graph.packs import load_packs
from legality.judge import Judge
from legality.schedule.judging import judge_schedule
from tests.legality.plain import longest_free, rest_before

NEW_YORK: Final = "America/New_York"
PATTERNS: Final = 200
"""How many different months there are before they repeat under other names."""
WEEK: Final = 5
"""Duties in a week."""
LENGTHS: Final = (1_000, 2_000, 4_000, 8_000)
"""Events of one long timeline."""
Given = TypeVar("Given")
ANSWER, MONTH, PLAIN = 0.002, 5.0, 20
"""What one timeline and a month of 1,000 crew may take, in seconds; how many crew the plain reading has to look at."""


def month(people: int) -> list[Timeline]:
    """June 2026 of so many crew members: three of four are pilots, one is cabin crew."""
    patterns = [_one(random.Random(number), number) for number in range(min(people, PATTERNS))]  # not for secrets
    copies = (
        replace(patterns[n % PATTERNS], crew=replace(patterns[n % PATTERNS].crew, id=f"c{n}")) for n in range(people)
    )
    return list(copies)


def _one(seed: random.Random, number: int) -> Timeline:
    position = Position.FLIGHT_ATTENDANT if number % 4 == 3 else Position.CAPTAIN
    law = Law.FAA_121_467 if number % 4 == 3 else Law.FAA_117
    crew = Crew(f"c{number}", position, "JFK", "JFK")
    history = History(flight_672h=2000, flight_365d=40000, fdp_168h=600, fdp_672h=4000)
    return Timeline(crew, tuple(_events(seed)), law, Policy(AcclimatedClock.HOME_BASE, False), history)


def _events(seed: random.Random) -> Iterator[Event]:
    """Four days of work, then two or three off; flights there and back, some reserve, a day of training."""
    day = 1 + seed.randrange(3)
    while day <= 29:
        for on in range(day, min(day + 4, 30)):
            start = at_local(date(2026, 6, on), seed.randrange(300, 840), NEW_YORK)
            kind = seed.randrange(10)
            if kind == 0:
                yield Work(f"t{on}", start, start + 480, Task.TRAINING)
            elif kind == 1:
                yield ShortCall(f"s{on}", start, start + 600)
            else:
                yield _flown(seed, f"d{on}", start)
        day += 4 + seed.randrange(2, 4)


def _flown(seed: random.Random, name: str, report: int) -> Fdp:
    legs, at = [], report + 60
    there = seed.choice(("BOS", "MCO", "ORD", "ATL"))
    for place in range(seed.choice((2, 2, 4))):
        block, late = seed.randrange(60, 130), seed.choice((0, 0, 0, 12))
        ends = ("JFK", there) if place % 2 == 0 else (there, "JFK")
        legs.append(Leg("", f"XP{place}", *ends, at, at + block, at + late, at + late + block))
        at += late + block + 45
    return Fdp(name, report, at - 45 + 15, tuple(legs), "JFK")


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds of the processor."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


def plain(timelines: Sequence[Timeline]) -> int:
    """Rest before each duty, and the longest in the week before it, minute by minute."""
    short = 0
    for timeline in timelines:
        duties = [event for event in timeline.events if isinstance(event, Fdp)]
        for duty in duties:
            short += rest_before(duties, duty, 600) < 600
            short += longest_free(duties, duty, 10080) < 1800
    return short


def long(kind: str, events: int) -> Timeline:
    """One captain's timeline of so many events of a kind, one a day or one an hour."""
    made = _LONG[kind]
    at = at_local(date(2026, 6, 1), 600, NEW_YORK)
    told = tuple(made(f"e{number}", at + number * (60 if made is _admin else DAY)) for number in range(events))
    return Timeline(Crew("c", Position.CAPTAIN, "JFK", "JFK"), told, policy=Policy(AcclimatedClock.HOME_BASE))


def _extended(name: str, at: int) -> Fdp:
    flown = _flown(random.Random(name), name, at)
    return replace(flown, release=at + 900, end=at + 885, extension=Extension("BEFORE_TAKEOFF", True, True))


def _admin(name: str, at: int) -> Work:
    return Work(name, at, at + 30, Task.ADMIN)


_LONG: Final[dict[str, Callable[[str, int], Event]]] = {
    "flight duty": lambda name, at: _flown(random.Random(name), name, at),
    "extended flight duty": _extended,
    "reserve": lambda name, at: ShortCall(name, at, at + 600),
    "duty on the ground": _admin,
}


def main(sizes: list[int]) -> None:
    """Prints what one timeline and each size takes, how it grows, and the plain reading."""
    rules = load_packs()
    judge = Judge(resolve(rules, PUBLIC, date(2026, 1, 1), date(2027, 1, 1), Regime.FAA))
    some = month(PATTERNS)
    judge.judge(some)
    weeks = [replace(timeline, events=timeline.events[:WEEK]) for timeline in some]
    week, one = (best(lambda given=each: [judge.answer(t) for t in given]) / len(some) for each in (weeks, some))  # type: ignore[misc]
    print(f"one timeline of a week, whole answer: {week * 1000:.2f} ms (at most {ANSWER * 1000:.0f} ms)")
    print(f"one timeline of a month, whole answer: {one * 1000:.2f} ms (at most {ANSWER * 1000:.0f} ms)")
    _grown("crew", sizes, month, judge.judge)
    book = resolve(rules, PUBLIC, FIRST, LAST + timedelta(days=1), Regime.FAA)
    _grown(
        "crew in a schedule", sizes, lambda people: schedule(month(people)), lambda given: judge_schedule(book, given)
    )
    years = Judge(resolve(rules, PUBLIC, date(2026, 1, 1), date(2056, 1, 1), Regime.FAA))
    for kind in _LONG:
        _grown(f"events of {kind}", LENGTHS, lambda events, kind=kind: long(kind, events), years.answer)  # type: ignore[misc]
    slow = best(lambda: plain(some[:PLAIN]), 1) / PLAIN
    times = f"{slow / one:,.0f} times a whole answer"
    print(f"plain reading, two rest rules only: {slow * 1000:.0f} ms a crew member, {times}")


def _grown(what: str, sizes: Sequence[int], made: Callable[[int], Given], work: Callable[[Given], Judgement]) -> None:
    """Prints what each size takes, and how much longer one of the many takes than one of the few."""
    each: dict[int, float] = {}
    for size in sizes:
        given = made(size)
        seconds = best(lambda given=given: work(given), 2)  # type: ignore[misc]
        each[size] = seconds / size
        limit = f" (at most {MONTH:.0f} s)" if size == 1000 and what == "crew" else ""
        print(f"{size:>7,} {what} {seconds:>8.2f} s {each[size] * 1000:>7.3f} ms each{limit}")
    print(f"{max(sizes):,} {what} take {each[max(sizes)] / each[min(sizes)]:.2f} times as long each as {min(sizes):,}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1_000, 10_000])
