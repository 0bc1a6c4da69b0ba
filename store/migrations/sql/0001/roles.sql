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

-- A host may give new tables to roles of its own (Supabase: anon, authenticated). Here one role serves, and no other.
DO $make$
DECLARE
    other record;
BEGIN
    FOR other IN
        SELECT DISTINCT c.relname, CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END AS grantee
        FROM pg_class c CROSS JOIN aclexplode(c.relacl) r
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v') AND r.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %I FROM %s', other.relname, other.grantee);
    END LOOP;
END
$make$;

GRANT SELECT, INSERT, UPDATE ON
    airlines, users, airports, rosters, pay_periods, discrepancies, claims, claim_counters, drafts, backfills
TO crewlex_serving;

-- Rows of these may go: every version of them is kept, or every edition they were copied from.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    aircraft, crew_members, crew_rates, flights, trips, duties, crew_assignments, pay_ledger,
    faa_rules, union_contract_terms, rule_interpretations
TO crewlex_serving;

-- What crew were told stays as it was said.
GRANT SELECT, INSERT, UPDATE (read_at, attempts) ON notifications TO crewlex_serving;

-- Kept for ever: rows are added, and of a calculation only its standing changes.
GRANT SELECT, INSERT ON
    audit_log, pay_runs, pay_calculation_versions, pay_lines, editions, edition_contents, edition_parts,
    rulebooks, run_inputs, verdicts,
    aircraft_versions, crew_member_versions, crew_rate_versions, flight_versions, trip_versions, duty_versions,
    crew_assignment_versions, pay_ledger_versions
TO crewlex_serving;
GRANT UPDATE (superseded_at, validated_at, validated_by) ON pay_calculation_versions TO crewlex_serving;
GRANT SELECT ON pay_calculations TO crewlex_serving;
