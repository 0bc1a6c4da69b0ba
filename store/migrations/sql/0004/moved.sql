-- Runs that are there already were one part each, and are live in the order they were made. Row security binds the owner
-- of the tables as well (FORCE): it is let go while rows move.

ALTER TABLE pay_runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_calculation_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_lines NO FORCE ROW LEVEL SECURITY;

INSERT INTO pay_run_parts (airline_id, pay_run_id, number, crew, status, taken_by, done_at, inputs,
                           crew_count, line_count, open_count, gross_minor, credit_minutes, content_hash)
SELECT r.airline_id, r.id, 1, coalesce(array_agg(c.crew_member_id ORDER BY c.crew_member_id)
           FILTER (WHERE c.id IS NOT NULL), '{}'), 'DONE', r.calculated_by, r.created_at, r.inputs,
       count(c.id), (SELECT count(*) FROM pay_lines l JOIN pay_calculation_versions v ON v.id = l.calculation_id
                     WHERE v.pay_run_id = r.id),
       jsonb_array_length(r.needs_data), coalesce(sum(c.gross_minor), 0), coalesce(sum(c.credit_minutes), 0),
       'before parts'
FROM pay_runs r LEFT JOIN pay_calculation_versions c ON c.pay_run_id = r.id
GROUP BY r.id;

INSERT INTO pay_live_runs (pay_run_id, airline_id, pay_period_id, created_at)
SELECT id, airline_id, pay_period_id, created_at FROM pay_runs ORDER BY calculated_at, created_at, id;

INSERT INTO pay_needs (airline_id, calculation_id, crew_member_id, rule_owner, rule_code, grain, key, missing)
SELECT c.airline_id, c.id, c.crew_member_id, n.rule_owner, n.rule_code, n.grain, n.key, n.missing
FROM pay_runs r
CROSS JOIN LATERAL jsonb_to_recordset(r.needs_data)
    AS n (crew_id text, rule_owner text, rule_code text, grain text, key text, missing text)
JOIN pay_calculation_versions c ON c.pay_run_id = r.id AND c.crew_member_id::text = n.crew_id;

ALTER TABLE pay_runs FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_calculation_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_lines FORCE ROW LEVEL SECURITY;
