"""Written timelines before the judge: by the rule packs, or only as a line."""

from functools import cache

from domain.judgement import Judgement
from domain.timelines.reading import read
from graph.packs import load_packs
from legality.drawing import draw
from legality.line import Line
from legality.periods import Parting
from services.timelines import Bench

PILOT = "regime: FAA_117\ncrew: {id: X1, position: CAPTAIN, base: JFK, acclimated_to: JFK}\n"


@cache
def bench() -> Bench:
    """Shared law as the packs have it."""
    return Bench(load_packs())


def judged(text: str) -> Judgement:
    """What the judge says of a written timeline."""
    return bench().judge(read(text))


def line(events: str, head: str = PILOT, required: int = 600) -> Line:
    """The line of a pilot of New York with these events; ``required`` minutes of rest part two duty periods."""
    return draw(read(f"{head}events:\n{events}"), Parting(((0, required),)))


def fdp(name: str, report: str, end: str, at: str = "JFK", more: str = "segments: 2, flight_minutes: 240") -> str:
    """A flight duty period as YAML; ``more`` are further keys."""
    return f"- {{kind: FDP, id: {name}, at: {at}, report: {stamp(report)}, end: {stamp(end)}, {more}}}\n"


def timed(kind: str, start: str, end: str, more: str = "") -> str:
    """Any other event as YAML."""
    return f"- {{kind: {kind}, start: {stamp(start)}, end: {stamp(end)}{more}}}\n"


def stamp(at: str) -> str:
    """``10 1400``: the tenth of June 2026 at 14:00 UTC."""
    day, clock = at.split()
    return f"2026-06-{day}T{clock[:2]}:{clock[2:]}Z"


def leg(start: str, out: str, end: str, into: str, more: str = "") -> str:
    """One leg as YAML."""
    return f"{{from: {start}, to: {end}, out: {stamp(out)}, in: {stamp(into)}{more}}}"
