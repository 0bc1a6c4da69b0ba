"""Written timelines before the judge: by the rule packs, or only as a line."""

from functools import cache

from domain.judgement import Judgement
from domain.timelines.reading import read
from graph.packs import load_packs
from legality.drawing import draw
from legality.line import Line
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
    return draw(read(f"{head}events:\n{events}"), required)
