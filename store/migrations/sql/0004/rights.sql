-- Who sees and changes which of the new rows: staff those of their airline; crew their own of runs that are live, what
-- their airline shares with them, and what was released to be paid.

DO $make$
DECLARE
    name text;
    other record;
    fresh text[] := ARRAY['standbys', 'crew_days', 'holidays', 'standby_versions', 'crew_day_versions', 'holiday_versions',
        'pay_run_parts', 'pay_live_runs', 'pay_needs', 'pay_retros', 'pay_adjustments', 'trip_receipts'];
    own text := '(SELECT auth.role()) = ''airline_user'' AND airline_id = (SELECT current_airline())';
    staff text := '(SELECT auth.role()) = ''platform_super_admin'' OR ((SELECT auth.role()) IN '
        '(''airline_admin'', ''service_role'') AND airline_id = (SELECT current_airline()))';
BEGIN
    -- A host may give new tables to roles of its own (Supabase: anon, authenticated). Here one role serves, and no other.
    FOR other IN
        SELECT DISTINCT c.relname, CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END AS grantee
        FROM pg_class c CROSS JOIN aclexplode(c.relacl) r
        WHERE c.relnamespace = current_schema()::regnamespace AND r.grantee <> c.relowner
            AND c.relname = ANY(fresh || ARRAY['pay_calculations'])
    LOOP
        EXECUTE format('REVOKE ALL ON %I FROM %s', other.relname, other.grantee);
    END LOOP;

    FOREACH name IN ARRAY fresh LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY staff ON %I TO crewlex_serving USING (%s) WITH CHECK (%s)', name, staff, staff);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['standbys', 'crew_days', 'trip_receipts'] LOOP
        EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO crewlex_serving '
            'USING (%s AND crew_member_id = (SELECT auth.uid()))', name, own);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['holidays', 'pay_live_runs'] LOOP
        EXECUTE format('CREATE POLICY shared ON %I FOR SELECT TO crewlex_serving USING (%s)', name, own);
    END LOOP;
    EXECUTE format('CREATE POLICY own ON pay_adjustments FOR SELECT TO crewlex_serving '
        'USING (%s AND crew_member_id = (SELECT auth.uid()) AND released_at IS NOT NULL)', own);

    -- What a run in work has written is nobody's pay yet.
    DROP POLICY own ON pay_calculation_versions;
    EXECUTE format('CREATE POLICY own ON pay_calculation_versions FOR SELECT TO crewlex_serving '
        'USING (%s AND crew_member_id = (SELECT auth.uid()) AND EXISTS ('
        'SELECT FROM pay_live_runs l WHERE l.pay_run_id = pay_calculation_versions.pay_run_id))', own);
    DROP POLICY own ON pay_lines;
    FOREACH name IN ARRAY ARRAY['pay_lines', 'pay_needs'] LOOP
        EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO crewlex_serving '
            'USING (%s AND crew_member_id = (SELECT auth.uid()) AND EXISTS ('
            'SELECT FROM pay_calculation_versions c WHERE c.id = %I.calculation_id))', name, own, name);
    END LOOP;

    -- Rows on their way into a table rest in a temporary one.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO crewlex_serving', current_database());
END
$make$;

GRANT SELECT, INSERT, UPDATE, DELETE ON standbys, crew_days, holidays TO crewlex_serving;
GRANT SELECT, INSERT ON standby_versions, crew_day_versions, holiday_versions TO crewlex_serving;
GRANT SELECT, INSERT, UPDATE ON pay_run_parts TO crewlex_serving;
GRANT SELECT, INSERT ON pay_live_runs, pay_needs, pay_retros, trip_receipts TO crewlex_serving;
GRANT SELECT, INSERT, UPDATE (paid_period_id, released_at, released_by) ON pay_adjustments TO crewlex_serving;
GRANT UPDATE (status, content_hash, reviewed_at, reviewed_by, released_at, released_by, abandoned_at, abandoned_by)
    ON pay_runs TO crewlex_serving;
GRANT SELECT ON pay_calculations TO crewlex_serving;
