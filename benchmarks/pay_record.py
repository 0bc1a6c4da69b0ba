"""A generated month of an airline in Postgres: crew, their rates, flights, trips, duties and assignments.

Five people fly each pair of flights. A crew member has ten duties of two legs, so twenty assignments. The same code
and number of people give the same rows. Written by the owner of the database, past triggers and row security: what is
measured comes afterwards.
"""

from datetime import date
from typing import Final
from uuid import UUID

import psycopg

MONTH: Final = (date(2026, 1, 1), date(2026, 2, 1))
DUTIES, LEGS = 10, 2
_AIRLINE: Final = """
    INSERT INTO airlines (id, code, name, currency, currency_exponent)
    VALUES (md5('airline' || %(code)s)::uuid, %(code)s, 'Airline ' || %(code)s, 'USD', 2)
"""
_CREW: Final = """
    INSERT INTO crew_members (id, airline_id, employee_id, first_name, last_name, position, base_location, hire_date,
        seniority_number, exponent, union_status, contract_type)
    SELECT md5(%(code)s || 'crew' || i)::uuid, md5('airline' || %(code)s)::uuid, %(code)s || lpad(i::text, 7, '0'),
        'sealed', 'sealed', (ARRAY['CAPTAIN', 'FIRST_OFFICER', 'FLIGHT_ATTENDANT'])[1 + i %% 3]::crew_position, 'EWR',
        DATE '2015-01-01' + i %% 3000, i, 2, 'UNION_MEMBER', 'FULL_TIME'
    FROM generate_series(0, %(people)s - 1) i
"""
_PLAN: Final = """
    CREATE TEMP TABLE plan AS
    SELECT g, d, l, out, out + block AS due,
        out + interval '1 minute' * (h %% 40) AS went, out + block + interval '1 minute' * (h / 64 %% 90 - 10) AS came
    FROM (
        SELECT g, d, l, abs(hashtext(%(code)s || g || '-' || d || '-' || l)) AS h,
            TIMESTAMPTZ '2026-01-01T15:00Z' + interval '3 days' * d + interval '1 minute' * (g %% 480 + l * 200) AS out,
            interval '1 minute' * (100 + (g + d) %% 60) AS block
        FROM generate_series(0, (%(people)s - 1) / 5) g, generate_series(0, %(duties)s - 1) d,
            generate_series(0, %(legs)s - 1) l
    ) p
"""
_FLIGHTS: Final = """
    INSERT INTO flights (id, airline_id, flight_number, origin_airport, destination_airport, scheduled_departure,
        scheduled_arrival, actual_departure, actual_arrival, block_minutes, delay_minutes, delay_code, aircraft_type,
        status, generated)
    SELECT md5(%(code)s || 'flight' || g || '-' || d || '-' || l)::uuid, md5('airline' || %(code)s)::uuid,
        'X' || g || CASE WHEN l = 0 THEN 'O' ELSE 'B' END,
        CASE WHEN l = 0 THEN 'EWR' ELSE 'MCO' END, CASE WHEN l = 0 THEN 'MCO' ELSE 'EWR' END, out, due, went, came,
        extract(epoch FROM came - went) / 60, greatest(0, extract(epoch FROM came - due) / 60),
        (ARRAY['MX', 'WX', 'ATC'])[1 + g %% 3], 'B738', 'ARRIVED', true
    FROM plan
"""
_DUTIES: Final = """
    CREATE TEMP TABLE duty AS
    SELECT i, d, md5(%(code)s || 'crew' || i)::uuid AS crew, md5(%(code)s || 'trip' || i || '-' || d)::uuid AS trip,
        md5(%(code)s || 'duty' || i || '-' || d)::uuid AS duty, min(p.out) - interval '1 hour' AS report,
        max(p.due) + interval '15 minutes' AS release, max(p.came) + interval '15 minutes' AS released
    FROM generate_series(0, %(people)s - 1) i JOIN plan p ON p.g = i / 5 GROUP BY i, d
"""
_TRIPS: Final = """
    INSERT INTO trips (id, airline_id, crew_member_id, planned_report, planned_release, stage)
    SELECT trip, md5('airline' || %(code)s)::uuid, crew, report, release, 'FLOWN' FROM duty
"""
_DUTY_ROWS: Final = """
    INSERT INTO duties (id, airline_id, trip_id, crew_member_id, planned_report, planned_release, actual_report,
        actual_release, stage)
    SELECT duty, md5('airline' || %(code)s)::uuid, trip, crew, report, release, report, released, 'FLOWN' FROM duty
"""
_SEATS: Final = """
    INSERT INTO crew_assignments (id, airline_id, crew_member_id, flight_id, trip_id, duty_id, position,
        duty_start_time, duty_end_time, stage)
    SELECT md5(%(code)s || 'seat' || i || '-' || d || '-' || l)::uuid, md5('airline' || %(code)s)::uuid, crew,
        md5(%(code)s || 'flight' || i / 5 || '-' || d || '-' || l)::uuid, trip, duty,
        CASE WHEN l = 1 AND i %% 7 = 0 THEN 'DEADHEAD' ELSE 'OPERATING' END::assignment_position, report, released,
        'FLOWN'
    FROM duty, generate_series(0, %(legs)s - 1) l
"""


def record(url: str, code: str, people: int) -> UUID:
    """Writes the month of a new airline with so many people; returns the airline's id. ``url`` is a superuser's."""
    asked = {"code": code, "people": people, "duties": DUTIES, "legs": LEGS}
    steps = (_AIRLINE, _CREW, _PLAN, _FLIGHTS, _DUTIES, _TRIPS, _DUTY_ROWS, _SEATS)
    with psycopg.connect(url) as owner:
        owner.execute("SET LOCAL session_replication_role = replica")
        for step in steps:
            owner.execute(step, asked)
        found = owner.execute("SELECT id FROM airlines WHERE code = %(code)s", asked).fetchone()
        owner.execute("DROP TABLE plan, duty")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")  # as autovacuum does within a minute of a load
    assert found is not None
    return UUID(str(found[0]))
