"""Rulebooks and timelines for the judge's tests, written out here and not taken from the rule packs."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.clock import at_local
from domain.crew import PILOTS, Position
from domain.rulebook import Chosen, Precedence, Rulebook
from domain.rules.limits import (
    FdpRow,
    FdpTable,
    FlightTimeRow,
    FlightTimeTable,
    Limit,
    MinimumConnection,
    MinimumRest,
    ReportRelease,
    RestInWindow,
)
from domain.rules.pay import Grain
from domain.rules.rule import Key, Phase, Rule, RuleKind, Scenario
from domain.timelines.events import Fdp, Leg
from domain.timelines.timeline import AcclimatedClock, Crew, Policy, Timeline

NEW_YORK = "America/New_York"

TABLE_B = """
0000 0400  9    9    9    9    9    9    9
0400 0500  10   10   10   10   9    9    9
0500 0600  12   12   12   12   11.5 11   10.5
0600 0700  13   13   12   12   11.5 11   10.5
0700 1200  14   14   13   13   12.5 12   11.5
1200 1300  13   13   13   13   12.5 12   11.5
1300 1700  12   12   12   12   11.5 11   10.5
1700 2200  12   12   11   11   10   9    9
2200 2300  11   11   10   10   9    9    9
2300 2400  10   10   10   9    9    9    9
"""
"""14 CFR Part 117, Table B: from, up to (local report), hours for 1, 2, … 7 and more segments."""

TABLE_A = "0000 0500 8\n0500 2000 9\n2000 2400 8"
"""14 CFR Part 117, Table A: from, up to (local report), hours."""

UNAUGMENTED = Scenario(id="unaugmented_fdp", title="t", category="c", grain=Grain.DUTY, condition="augmented = FALSE")
ANY_DUTY = Scenario(id="any_duty", title="t", category="c", grain=Grain.DUTY, condition="TRUE")


def minutes(hours: str) -> int:
    """``11.5`` is 690."""
    whole, _, half = hours.partition(".")
    return int(whole) * 60 + (30 if half == "5" else 0)


def of_day(clock: str) -> int:
    """``0530`` is 330."""
    return int(clock[:2]) * 60 + int(clock[2:])


def table(text: str) -> list[tuple[int, int, list[int]]]:
    """The rows of a table: from and up to in minutes of the day, limits in minutes."""
    rows = [line.split() for line in text.split("\n") if line.strip()]
    return [(of_day(row[0]), of_day(row[1]), [minutes(cell) for cell in row[2:]]) for row in rows]


FDP = FdpTable(rows=tuple(FdpRow(start=a, end=b, limits=tuple(limits)) for a, b, limits in table(TABLE_B)))
FLIGHT_TIME = FlightTimeTable(
    rows=tuple(FlightTimeRow(start=a, end=b, limit=limits[0]) for a, b, limits in table(TABLE_A))
)
REST = MinimumRest(minutes=600)
WINDOW = RestInWindow(rest=1800, window=10080)
CONNECTION = MinimumConnection(minutes=30)
REPORT = ReportRelease(report_before=60, release_after=15)


def rule(
    code: str,
    spec: Limit | None,
    *,
    positions: Sequence[Position] = PILOTS,
    bases: tuple[str, ...] = (),
    hard: bool = True,
    phase: Phase = Phase.BOTH,
    effective: date = date(2014, 1, 4),
    expires: date | None = None,
) -> Rule:
    """A rule with one value."""
    versions = [] if spec is None else [{"since": effective, "spec": spec}]
    return Rule.model_validate(
        {
            "code": code, "kind": RuleKind.FAA, "category": "c", "title": "t", "clause": "117",
            "positions": tuple(positions), "bases": bases, "hard": hard, "phase": phase,
            "effective": effective, "expires": expires, "versions": versions,
        }
    )  # fmt: skip


def book(
    *pairs: tuple[Rule, Scenario | None],
    start: date = date(2026, 1, 1),
    end: date = date(2027, 1, 1),
    over: Iterable[tuple[str, str]] = (),
) -> Rulebook:
    """A Rulebook of rules with a scenario each (None: applies to nothing); ``over``: (winner, loser) codes."""
    from domain.rulegraph import EdgeKind

    scenarios = {scenario.key: scenario for _, scenario in pairs if scenario}
    return Rulebook(
        airline="XP",
        start=start,
        end=end,
        chosen=tuple(
            Chosen(rule=rule, scenarios=(scenario.key,) if scenario else (), order=place)
            for place, (rule, scenario) in enumerate(pairs)
        ),
        dropped=(),
        scenarios=tuple(scenarios.values()),
        components=(),
        precedence=tuple(
            Precedence(winner=Key("PUBLIC", winner), loser=Key("PUBLIC", loser), kind=EdgeKind.OVERRIDES)
            for winner, loser in over
        ),
    )


LAW = book(
    (rule("117.13(a)", FDP), UNAUGMENTED),
    (rule("117.11(a)(1)", FLIGHT_TIME), UNAUGMENTED),
    (rule("117.25(e)", REST), ANY_DUTY),
    (rule("117.25(b)", WINDOW), ANY_DUTY),
    (rule("121.467(b)(2)", REST, positions=(Position.FLIGHT_ATTENDANT,)), ANY_DUTY),
)
"""The law of the slice."""


def legs(report: int, length: int, segments: int = 1, block: int = 30) -> tuple[Leg, ...]:
    """Legs between New York and Boston of which the last arrives ``length`` minutes after the report."""
    stations = ("JFK", "BOS")
    first = [
        Leg(f"f{report}.{n}", f"XP{n}", stations[n % 2], stations[(n + 1) % 2], out, out + block)
        for n in range(segments - 1)
        for out in [report + 60 + n * (block + 30)]
    ]
    end, n = report + length, segments - 1
    return (*first, Leg(f"f{report}.{n}", f"XP{n}", stations[n % 2], stations[(n + 1) % 2], end - block, end))


def duty(report: int, length: int, *, segments: int = 1, release: int | None = None, block: int = 30) -> Fdp:
    """A duty whose flight duty period is ``length`` minutes long, released 15 minutes later unless told."""
    end = report + length + 15 if release is None else release
    return Fdp(f"d{report}", report, end, legs(report, length, segments, block))


def pilot(*duties: Fdp, base: str = "JFK", clock: AcclimatedClock | None = None) -> Timeline:
    """A captain's timeline."""
    return timeline("c1", Position.CAPTAIN, base, duties, clock)


def timeline(
    crew: str, position: Position, base: str, duties: Sequence[Fdp], clock: AcclimatedClock | None = None
) -> Timeline:
    """The timeline of somebody who is acclimated to the base."""
    return Timeline(Crew(crew, position, base, base), tuple(duties), policy=Policy(clock))


def new_york(day: str, clock: str) -> int:
    """The UTC minute of a New York date and wall clock such as ``0530``."""
    return at_local(date.fromisoformat(day), of_day(clock), NEW_YORK)
