-- Staff see the impacts on their own airline, and the platform's administrators all; an administrator keeps one in
-- their own name, of a change set that they see and that is that airline's or of shared law. Crew see none: it names everybody's pay.

ALTER TABLE impacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE impacts FORCE ROW LEVEL SECURITY;

-- A host may give new tables to roles of its own (Supabase: anon, authenticated). Here one role serves, and no other.
DO $make$
DECLARE
    grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END
        FROM pg_class c CROSS JOIN aclexplode(c.relacl) r
        WHERE c.oid = 'impacts'::regclass AND r.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON impacts FROM %s', grantee);
    END LOOP;
END
$make$;

GRANT SELECT, INSERT ON impacts TO crewlex_serving;

CREATE POLICY read ON impacts FOR SELECT TO crewlex_serving
    USING ((SELECT auth.role()) = 'platform_super_admin'
        OR ((SELECT auth.role()) IN ('airline_admin', 'service_role') AND airline_id = (SELECT current_airline())));
CREATE POLICY keep ON impacts FOR INSERT TO crewlex_serving
    WITH CHECK (created_by = (SELECT auth.uid()) AND ((SELECT auth.role()) = 'platform_super_admin'
        OR ((SELECT auth.role()) = 'airline_admin' AND airline_id = (SELECT current_airline())))
        AND (draft_id IS NULL OR EXISTS (
            SELECT FROM drafts WHERE drafts.id = impacts.draft_id
                AND (drafts.airline_id IS NULL OR drafts.airline_id = impacts.airline_id))));
