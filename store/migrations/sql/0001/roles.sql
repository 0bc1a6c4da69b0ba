-- The role that every transaction of the product takes. It owns nothing, so row security always binds it.

DO $make$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crewlex_serving') THEN
        CREATE ROLE crewlex_serving NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of this server made it just now
END
$make$;

GRANT USAGE ON SCHEMA public, auth TO crewlex_serving;

GRANT SELECT, INSERT, UPDATE, DELETE ON
    airlines, users, airports, aircraft, crew_members, crew_rates, flights,
    rosters, trips, duties, crew_assignments, pay_periods, pay_ledger, discrepancies,
    claims, claim_counters, faa_rules, union_contract_terms, notifications, drafts, backfills
TO crewlex_serving;

-- Kept for ever: rows are added, and of a calculation only its standing changes.
GRANT SELECT, INSERT ON
    audit_log, pay_runs, pay_calculation_versions, pay_lines, editions, edition_contents, edition_parts,
    rulebooks, run_inputs, verdicts,
    aircraft_versions, crew_member_versions, crew_rate_versions, flight_versions, trip_versions, duty_versions,
    crew_assignment_versions, pay_ledger_versions
TO crewlex_serving;
GRANT UPDATE (superseded_at, validated_at, validated_by) ON pay_calculation_versions TO crewlex_serving;
GRANT SELECT ON pay_calculations TO crewlex_serving;
