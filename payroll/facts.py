"""The facts step: what rules may ask of every row that they may pay, one frame a table.

Every frame carries the row numbers of the rows above it (``leg_row``, ``duty_row``, ``trip_row``, ``crew_row``), which
are places in their frames, so that whatever is added up or handed down afterwards goes by integers. ``on`` is the
row's own date: a rule takes the value in force on it. A leg and a duty are dated by the duty's first day on the base
clock, a trip by its first duty, a standby by its first day, a period by the crew member's first day on the books in it.

A duty and a leg also say when their base clock is changed on the way (``clock_change_after`` so many minutes, by
``clock_change``; mostly 0).
"""

from dataclasses import dataclass, field

import polars as pl

from domain.rulebook import Rulebook
from payroll.beside import Beside
from payroll.rows.days import Calendar, Days, days
from payroll.rows.duties import OFFSETS, counted, duties
from payroll.rows.legs import assigned, legs
from payroll.rows.people import people
from payroll.rows.trips import trips, with_emptied
from payroll.rows.waiting import leave, standbys
from payroll.tables import Table
from payroll.terms import calendars


@dataclass(frozen=True, slots=True)
class Rows:
    """The fact frames of one run; ``calendars`` are those by which its ``days`` are parted."""

    legs: pl.DataFrame
    duties: pl.DataFrame
    standby: pl.DataFrame
    days: Days
    leave: pl.DataFrame
    trips: pl.DataFrame
    periods: pl.DataFrame
    calendars: tuple[Calendar, ...] = ()
    beside: Beside = field(default_factory=Beside)

    def at(self, table: Table) -> pl.DataFrame:
        """The frame of one table."""
        return {
            Table.LEG: self.legs,
            Table.DUTY: self.duties,
            Table.STANDBY: self.standby,
            Table.DAY: self.days.rows,
            Table.LEAVE: self.leave,
            Table.TRIP: self.trips,
            Table.PERIOD: self.periods,
        }[table]


def build(rulebook: Rulebook, crew: pl.DataFrame, on_duty: pl.DataFrame, flights: pl.DataFrame, beside: Beside) -> Rows:
    """The fact frames of a Rulebook's period; rows that belong to nobody are an ``InputError``."""
    start, end, parted = rulebook.start, rulebook.end, calendars(rulebook)
    persons = people(start, end, crew, beside)
    reported = duties(on_duty, persons)
    away, reported = trips(reported, beside.versions)
    mine = assigned(flights, reported)
    reported = counted(reported, mine)
    flown, worked = legs(mine, reported), reported.drop(OFFSETS, "wall_midnight")
    return Rows(
        legs=flown,
        duties=worked,
        standby=standbys(beside.standby, persons, away),
        days=days(parted, flown, worked, away),
        leave=leave(beside.days, persons, start, end),
        trips=with_emptied(away, beside.emptied, beside.versions, persons),
        periods=persons,
        calendars=parted,
        beside=beside,
    )
