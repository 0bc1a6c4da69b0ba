-- Staff see the change sets of their airline, and the platform's administrators all; people write them, no program.
-- Who may take which step is the trigger's: a policy does not see a row before and after at once.

DROP POLICY staff ON drafts;

CREATE POLICY read ON drafts FOR SELECT TO crewlex_serving
    USING ((SELECT auth.role()) = 'platform_super_admin'
        OR ((SELECT auth.role()) IN ('airline_admin', 'service_role') AND airline_id = (SELECT current_airline())));
CREATE POLICY begin ON drafts FOR INSERT TO crewlex_serving
    WITH CHECK (author = (SELECT auth.uid()) AND ((SELECT auth.role()) = 'platform_super_admin'
        OR ((SELECT auth.role()) = 'airline_admin' AND airline_id = (SELECT current_airline()))));
CREATE POLICY step ON drafts FOR UPDATE TO crewlex_serving
    USING ((SELECT auth.role()) = 'platform_super_admin'
        OR ((SELECT auth.role()) = 'airline_admin' AND airline_id = (SELECT current_airline())));
