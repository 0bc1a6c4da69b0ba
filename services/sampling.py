"""A sample of a pay run made again, from what the run kept, beside what is stored of it."""

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

import polars as pl

from domain.canonical import digest_of
from domain.clock import tz_version
from domain.money import Currency
from services import recomputing
from services.paying import ENGINE
from services.runwork import worked_out
from store import evidence, inputs, runparts
from store.database import ReadSession
from store.runparts import as_stored, as_text
from store.tables import PayRunPart, PayRunRow

PARTS: Final = 2
"""How many parts of a run are made again as a whole, to their hash."""


@dataclass(frozen=True, slots=True)
class Again:
    """A part of a run made again: its recorded hash, what that hash is of as it comes out now, and its inputs' texts.

    ``sample``: by crew member, the lines on record and the lines that come out, as CSV.
    """

    number: int
    recorded: str
    text: str
    inputs: dict[str, tuple[str, str]]
    sample: dict[str, tuple[str, str]]

    @property
    def wrong(self) -> list[str]:
        """What does not come out again, in words; nothing where all does, to the byte."""
        said = [f"the lines of {who}" for who, (stored, now) in sorted(self.sample.items()) if stored != now]
        return ([f"part {self.number}"] if digest_of(self.text) != self.recorded else []) + said


def drawn(seed: str, names: list[str], size: int) -> list[str]:
    """So many of the names, as the seed has it: whoever has the seed draws the same."""
    return sorted(sorted(names, key=lambda name: sha256(f"{seed}\n{name}".encode()).digest())[:size])


async def again(
    session: ReadSession, run: PayRunRow, members: dict[str, str], currency: Currency, size: int
) -> list[Again]:
    """Parts of a run drawn by its content hash, made again, with so many of their ``members`` (id to employee id)."""
    parts, seed = await runparts.of_run(session, run.id), run.content_hash or ""
    numbers = drawn(seed, [str(part.number) for part in parts], PARTS)
    chosen = [part for part in parts if str(part.number) in numbers]
    among = drawn(seed, [str(who) for part in chosen for who in part.crew if str(who) in members], size)
    return [await _again(session, run, part, {who: members[who] for who in among}, currency) for part in chosen]


def means(run: PayRunRow) -> str:
    """What differs in the means between the run and this program: a sentence, or nothing."""
    then, here = (run.engine_version, run.tzdata_version), (ENGINE, tz_version())
    return (
        ""
        if then == here
        else f"The run was made with {then[0]} and tzdata {then[1]}; this is {here[0]} and {here[1]}."
    )


async def _again(
    session: ReadSession, run: PayRunRow, part: PayRunPart, among: dict[str, str], currency: Currency
) -> Again:
    kept = await runparts.origins(session, run.id, part.number)
    worked = await asyncio.to_thread(worked_out, kept.rulebook, recomputing.book(kept), currency)
    made = as_stored(worked, kept.crew)
    mine = {who: name for who, name in among.items() if UUID(who) in part.crew}
    stored = (await evidence.lines(session, run.id, list(mine))).select(made.lines.columns)
    texts = {name: (key, await inputs.text_of(session, run.airline_id, key)) for name, key in kept.kept.items()}
    sample = {name: (_of(stored, who), _of(made.lines, who)) for who, name in mine.items()}
    return Again(part.number, part.content_hash or "", as_text(made, kept.kept), texts, sample)


def _of(lines: pl.DataFrame, who: str) -> str:
    return lines.filter(pl.col("crew_id") == who).write_csv()
