-- Who sees and changes which rows. Every table has row security, and its owner is bound as well (FORCE).
--   platform_super_admin      every row
--   airline_admin, service_role   every row of their airline
--   airline_user (crew)       their own rows, and what their airline shares with its crews
-- `(SELECT …)` makes Postgres ask once a statement and not once a row.

DO $make$
DECLARE
    name text;
    own text := '(SELECT auth.role()) = ''airline_user'' AND airline_id = (SELECT current_airline())';
    staff text := '(SELECT auth.role()) = ''platform_super_admin'' OR ((SELECT auth.role()) IN '
        '(''airline_admin'', ''service_role'') AND airline_id = (SELECT current_airline()))';
BEGIN
    FOR name IN SELECT t.tablename FROM pg_tables t
        WHERE t.schemaname = current_schema() AND t.tablename <> 'alembic_version' ORDER BY 1 LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    END LOOP;

    -- Staff act for their whole airline. Where airline_id is null, only the platform does.
    FOREACH name IN ARRAY ARRAY[
        'users', 'aircraft', 'crew_members', 'crew_rates', 'flights', 'rosters', 'trips', 'duties',
        'crew_assignments', 'pay_periods', 'pay_runs', 'pay_calculation_versions', 'pay_lines', 'pay_ledger',
        'discrepancies', 'claims', 'claim_counters', 'union_contract_terms', 'rule_interpretations', 'notifications',
        'drafts', 'edition_contents', 'edition_parts', 'rulebooks', 'run_inputs', 'verdicts',
        'aircraft_versions', 'crew_member_versions', 'crew_rate_versions', 'flight_versions', 'trip_versions',
        'duty_versions', 'crew_assignment_versions', 'pay_ledger_versions'
    ] LOOP
        EXECUTE format('CREATE POLICY staff ON %I TO crewlex_serving USING (%s) WITH CHECK (%s)', name, staff, staff);
    END LOOP;

    -- Crew read their own rows.
    FOREACH name IN ARRAY ARRAY[
        'crew_rates', 'trips', 'duties', 'crew_assignments', 'pay_calculation_versions', 'pay_lines', 'pay_ledger',
        'discrepancies', 'claims', 'notifications'
    ] LOOP
        EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO crewlex_serving '
            'USING (%s AND crew_member_id = (SELECT auth.uid()))', name, own);
    END LOOP;
    EXECUTE format('CREATE POLICY own ON crew_members FOR SELECT TO crewlex_serving '
        'USING (%s AND (SELECT auth.uid()) = id)', own);

    -- Crew read what their airline shares with them.
    FOREACH name IN ARRAY ARRAY['flights', 'aircraft', 'pay_periods', 'union_contract_terms', 'rulebooks'] LOOP
        EXECUTE format('CREATE POLICY shared ON %I FOR SELECT TO crewlex_serving USING (%s)', name, own);
    END LOOP;

    -- Crew file claims for themselves: the claim, its number, and the note that it came in.
    EXECUTE format('CREATE POLICY file ON claims FOR INSERT TO crewlex_serving WITH CHECK (%s '
        'AND crew_member_id = (SELECT auth.uid()) AND submitted_by = (SELECT auth.uid()) '
        'AND status = ''SUBMITTED'' AND approved_minor IS NULL AND payment_status IS NULL)', own);
    EXECUTE format('CREATE POLICY number ON claim_counters TO crewlex_serving USING (%s) WITH CHECK (%s)', own, own);
    EXECUTE format('CREATE POLICY note ON notifications FOR INSERT TO crewlex_serving WITH CHECK (%s '
        'AND crew_member_id = (SELECT auth.uid()))', own);
    EXECUTE format('CREATE POLICY mark ON notifications FOR UPDATE TO crewlex_serving USING (%s '
        'AND crew_member_id = (SELECT auth.uid()))', own);

    -- The log: everybody signed in adds to it in their own airline's name and their own; staff read it; nobody changes it.
    EXECUTE format('CREATE POLICY read ON audit_log FOR SELECT TO crewlex_serving USING (%s)', staff);
    EXECUTE format('CREATE POLICY add ON audit_log FOR INSERT TO crewlex_serving WITH CHECK ('
        'actor_id = (SELECT auth.uid()) AND (%s OR airline_id = (SELECT current_airline())))', staff);
END
$make$;

-- Airlines: members see theirs, its administrators change it, the platform makes new ones.
CREATE POLICY platform ON airlines TO crewlex_serving USING ((SELECT auth.role()) = 'platform_super_admin');
CREATE POLICY member ON airlines FOR SELECT TO crewlex_serving USING (id = (SELECT current_airline()));
CREATE POLICY administrator ON airlines FOR UPDATE TO crewlex_serving
    USING ((SELECT auth.role()) = 'airline_admin' AND id = (SELECT current_airline()));

-- A login sees itself.
CREATE POLICY self ON users FOR SELECT TO crewlex_serving USING (id = (SELECT auth.uid()));

-- What all airlines share: everybody signed in reads it, the platform changes it; staff add airports and editions.
CREATE POLICY read ON airports FOR SELECT TO crewlex_serving USING ((SELECT auth.role()) IS NOT NULL);
CREATE POLICY add ON airports FOR INSERT TO crewlex_serving
    WITH CHECK ((SELECT auth.role()) IN ('platform_super_admin', 'airline_admin', 'service_role'));
CREATE POLICY platform ON airports TO crewlex_serving USING ((SELECT auth.role()) = 'platform_super_admin');
CREATE POLICY read ON faa_rules FOR SELECT TO crewlex_serving USING ((SELECT auth.role()) IS NOT NULL);
CREATE POLICY platform ON faa_rules TO crewlex_serving USING ((SELECT auth.role()) = 'platform_super_admin');
CREATE POLICY read ON editions FOR SELECT TO crewlex_serving USING ((SELECT auth.role()) IS NOT NULL);
CREATE POLICY add ON editions FOR INSERT TO crewlex_serving
    WITH CHECK ((SELECT auth.role()) IN ('platform_super_admin', 'airline_admin')
        AND published_by = (SELECT auth.uid()));
CREATE POLICY read ON rule_interpretations FOR SELECT TO crewlex_serving
    USING ((SELECT auth.role()) IS NOT NULL AND (airline_id IS NULL OR airline_id = (SELECT current_airline())));
CREATE POLICY read ON edition_parts FOR SELECT TO crewlex_serving
    USING ((SELECT auth.role()) IS NOT NULL AND (airline_id IS NULL OR airline_id = (SELECT current_airline())));
CREATE POLICY read ON edition_contents FOR SELECT TO crewlex_serving
    USING ((SELECT auth.role()) IS NOT NULL AND (airline_id IS NULL OR airline_id = (SELECT current_airline())));

-- Data migrations are the platform's.
CREATE POLICY platform ON backfills TO crewlex_serving USING ((SELECT auth.role()) = 'platform_super_admin');
