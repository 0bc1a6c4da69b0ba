"""What the lines of statements are about, and when that was over, as far as it is recorded."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import Schema
from store import bulk
from store.database import ReadSession

LINES: Final[Schema] = {
    "calculation_id": pl.String(), "line_id": pl.String(),
    "status": pl.String(), "released": pl.Boolean(), "pay_date": pl.Date(),  # of the period the line is paid in
    "base": pl.String(), "last_day": pl.Date(),  # the crew member's base, and the period's last day
    "ended": pl.Int64(),  # UTC minute when the flight, duty, trip or standby was over; null: not recorded
    "day": pl.Date(),  # of a line about one calendar day and nothing else
    "whole": pl.Boolean(),  # about the whole period
    "earned": pl.Date(),  # the first day of the earlier period it was earned in; null: it is of this one
}  # fmt: skip
"""One row a line. ``released``: its run is the newest of its period, and that is closed or paid."""
_LINES: Final = text("""
    WITH mine AS (
        SELECT l.*, c.pay_period_id, c.pay_run_id, a.earned_period_id
        FROM pay_calculation_versions c
        JOIN pay_lines l ON l.airline_id = c.airline_id AND l.calculation_id = c.id
        LEFT JOIN pay_adjustments a ON a.airline_id = l.airline_id AND a.id = l.adjustment_id
        WHERE c.id = ANY(CAST(:calculations AS uuid[]))
    ), over AS (
        SELECT d.id, d.trip_id, coalesce(d.actual_release, CASE WHEN NOT EXISTS (
            SELECT FROM crew_assignments s JOIN flights f ON f.airline_id = s.airline_id AND f.id = s.flight_id
            WHERE s.airline_id = d.airline_id AND s.duty_id = d.id AND f.status <> 'CANCELLED'
        ) THEN d.planned_release END) AS ended
        FROM duties d JOIN (SELECT DISTINCT m.airline_id, m.trip_id FROM mine m) AS of
            ON of.airline_id = d.airline_id AND of.trip_id = d.trip_id
    ), trip AS (
        SELECT o.trip_id, CASE WHEN count(*) = count(o.ended) THEN max(o.ended) END AS ended FROM over o GROUP BY 1
    )
    SELECT m.calculation_id, m.id, p.status,
           p.status IN ('CLOSED', 'PAID') AND NOT EXISTS (
               SELECT FROM pay_live_runs newer JOIN pay_live_runs l ON l.pay_run_id = m.pay_run_id
               WHERE newer.pay_period_id = p.id AND newer.live > l.live),
           p.pay_date, w.base_location, p.end_date,
           utc_minute(CASE
               WHEN m.adjustment_id IS NOT NULL THEN to_timestamp(0)
               WHEN m.flight_id IS NOT NULL THEN
                   CASE WHEN f.status = 'CANCELLED' THEN f.scheduled_arrival ELSE f.actual_arrival END
               WHEN m.duty_id IS NOT NULL THEN o.ended
               WHEN m.standby_id IS NOT NULL THEN s.end_time
               ELSE t.ended END),
           CASE WHEN num_nonnulls(m.adjustment_id, m.flight_id, m.duty_id, m.standby_id, m.trip_id) = 0 THEN m.day END,
           num_nonnulls(m.adjustment_id, m.flight_id, m.duty_id, m.standby_id, m.trip_id, m.day) = 0,
           e.start_date
    FROM mine m
    JOIN pay_periods p ON p.airline_id = m.airline_id AND p.id = m.pay_period_id
    JOIN crew_members w ON w.airline_id = m.airline_id AND w.id = m.crew_member_id
    LEFT JOIN pay_periods e ON e.airline_id = m.airline_id AND e.id = m.earned_period_id
    LEFT JOIN flights f ON f.airline_id = m.airline_id AND f.id = m.flight_id
    LEFT JOIN standbys s ON s.airline_id = m.airline_id AND s.id = m.standby_id
    LEFT JOIN over o ON o.id = m.duty_id
    LEFT JOIN trip t ON t.trip_id = m.trip_id
    ORDER BY 1, m.place
""")


async def lines(session: ReadSession, calculation_ids: Sequence[UUID]) -> pl.DataFrame:
    """The lines of calculations (LINES), in their order within each."""
    asked = {"calculations": sorted({str(each) for each in calculation_ids})}
    return await bulk.frame(session, _LINES, asked, LINES)
