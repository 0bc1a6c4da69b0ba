"""Every cell of the published tables before the judge: as long as it says is legal, and one minute longer is not.

The first and the last minute of each row are tried with each column. The figures are those that are printed, not the
packs'.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

import pytest

from domain.airports import zone_of
from domain.clock import at_local, to_iso
from domain.judgement import Judgement
from domain.timelines.reading import read_value
from graph.packs import load_packs
from services.timelines import Bench
from tests.rulepacks.published import (
    CREWS,
    EXTENSIONS,
    TABLE_1,
    TABLE_2,
    TABLE_3,
    TABLE_4,
    TABLE_A,
    TABLE_B,
    TABLE_C,
    Row,
    published,
)

Given = dict[str, Any]
BASES: Final = {"FAA_117": "HVN", "EASA_FTL": "FRA"}
LOST: Final = {"acclimated_to": None, "last_acclimated_to": "FRA"}
"""Of a crew member in an unknown state."""


class Cell(NamedTuple):
    """What a rule allows for a report at a minute of the day; ``more`` are keys of the event that say the column."""

    regime: str
    rule: str
    report: int
    limit: int
    more: Given


@cache
def bench() -> Bench:
    return Bench(load_packs())


def judged(cell: Cell, length: int, who: Given | None = None, policy: Given | None = None) -> Judgement:
    """One flight duty period of so many minutes at base on 10 June 2026."""
    base = BASES[cell.regime]
    start = midnight(base) + cell.report
    event = {"kind": "FDP", "id": "d", "at": base, "report": to_iso(start), "end": to_iso(start + length)} | cell.more
    crew = {"id": "X", "position": "CAPTAIN", "base": base, "acclimated_to": base} | (who or {})
    return bench().judge(read_value({"regime": cell.regime, "crew": crew, "policy": policy or {}, "events": [event]}))


def midnight(place: str) -> int:
    return at_local(date(2026, 6, 10), 0, zone_of(place))


def said(judgement: Judgement) -> list[tuple[str, int, int]]:
    return [(found.rule, found.limit, found.actual) for found in judgement.findings]


def bounds(cell: Cell, who: Given | None = None, policy: Given | None = None) -> None:
    """The limit is kept at equality, it is the last legal end, and one minute over it is broken."""
    kept = judged(cell, cell.limit, who, policy)
    assert said(kept) == [], cell
    assert [end.end for end in kept.latest_ends] == [midnight(BASES[cell.regime]) + cell.report + cell.limit], cell
    assert said(judged(cell, cell.limit + 1, who, policy)) == [(cell.rule, cell.limit, cell.limit + 1)], cell


def ends(row: Row) -> tuple[int, int]:
    return row.start, row.end - 1


def flown(segments: int) -> Given:
    return {"segments": segments, "flight_minutes": 60}


def sectored(row: Row) -> Iterator[tuple[int, int]]:
    """Sectors and limits: the first column is of one sector and of two."""
    yield 1, row.limits[0]
    yield from enumerate(row.limits, 2)


def named(row: Row) -> str:
    return f"{row.start // 60:02}:{row.start % 60:02}"


@pytest.mark.parametrize("row", published(TABLE_A), ids=named)
def test_table_a(row: Row) -> None:
    """Here it is the flight time that is a minute longer."""
    (limit,) = row.limits
    for report in ends(row):
        cell = Cell("FAA_117", "14CFR117.11(a)(1)", report, limit, {"segments": 1})
        assert said(judged(cell._replace(more=cell.more | {"flight_minutes": limit}), limit)) == []
        broken = judged(cell._replace(more=cell.more | {"flight_minutes": limit + 1}), limit + 1)
        assert said(broken) == [(cell.rule, limit, limit + 1)]


@pytest.mark.parametrize("row", published(TABLE_B), ids=named)
def test_table_b(row: Row) -> None:
    for report in ends(row):
        for segments, limit in [*enumerate(row.limits, 1), (9, row.limits[-1])]:
            bounds(Cell("FAA_117", "14CFR117.13(a)", report, limit, flown(segments)))


@pytest.mark.parametrize("row", published(TABLE_C), ids=named)
def test_table_c(row: Row) -> None:
    rests = {"landing_pilot_rest": 120, "monitoring_pilot_rest": 90}
    for report in ends(row):
        for (facility, pilots), limit in zip(CREWS, row.limits, strict=True):
            crew = {"augmented": {"pilots": pilots, "rest_facility": facility} | rests}
            bounds(Cell("FAA_117", "14CFR117.17(a)", report, limit, flown(2) | crew))


@pytest.mark.parametrize("row", published(TABLE_2), ids=named)
def test_table_2(row: Row) -> None:
    for report in ends(row):
        for sectors, limit in sectored(row):
            bounds(Cell("EASA_FTL", "ORO.FTL.205(b)", report, limit, flown(sectors)))


@pytest.mark.parametrize(
    ("rule", "frm", "table"), [("ORO.FTL.205(b)(2)", False, TABLE_3), ("ORO.FTL.205(b)(3)", True, TABLE_4)]
)
def test_tables_3_and_4(rule: str, frm: bool, table: str) -> None:
    (row,) = published(table)
    for sectors, limit in sectored(row):
        bounds(Cell("EASA_FTL", rule, 480, limit, flown(sectors)), LOST, {"frm": frm})


@pytest.mark.parametrize("row", published(EXTENSIONS), ids=named)
def test_planned_extensions(row: Row) -> None:
    """Where none may be planned, Table 2 stands."""
    for report in ends(row):
        plain = next(each for each in published(TABLE_2) if each.start <= report < each.end)
        allowed = dict(sectored(row)) if row.limits else {}
        for sectors, limit in sectored(plain):
            rule = "CS.FTL.1.205(b)" if sectors in allowed else "ORO.FTL.205(b)"
            asked = flown(sectors) | {"extension": {"phase": "PLANNED"}}
            bounds(Cell("EASA_FTL", rule, report, allowed.get(sectors, limit), asked))


@pytest.mark.parametrize(
    ("place", "apart"), [("KHI", 180), ("DAC", 240), ("JFK", 360), ("LAX", 540), ("NOU", 540), ("HNL", 720)]
)
def test_table_1(place: str, apart: int) -> None:
    """So long after the report at Frankfurt, in a place whose clock is so far apart."""
    crew = {"id": "X", "position": "CAPTAIN", "base": "FRA", "acclimated_to": "FRA"}
    for column, hours in enumerate((48, 72, 96, 120)):
        for elapsed, state in zip((hours * 60 - 1, hours * 60), TABLE_1[apart][column:], strict=False):
            starts = {"FRA": midnight("FRA"), place: midnight("FRA") + elapsed}
            events = [
                {"kind": "FDP", "id": at, "at": at, "report": to_iso(start), "end": to_iso(start + 300)} | flown(1)
                for at, start in starts.items()
            ]
            given = {"regime": "EASA_FTL", "crew": crew, "policy": {"frm": False}, "events": events}
            assert bench().judge(read_value(given)).assumptions[-1].state == state, (place, elapsed)
