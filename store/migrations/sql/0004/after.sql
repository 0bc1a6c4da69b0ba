-- What follows from the runs is stored no more: which version is current, and until when one was. Indexes beside the key
-- that lines refer to begin with what tells rows apart, so that a check of one line never walks a whole airline, even
-- where the planner knows nothing of the table yet.

DROP VIEW pay_calculations;
DROP INDEX uq_pay_calculations_current;
DROP INDEX ix_pay_calculations_period;
DROP INDEX ix_pay_calculations_run;
ALTER TABLE pay_calculation_versions
    DROP CONSTRAINT pay_calculation_versions_airline_id_crew_member_id_pay_peri_key,
    DROP COLUMN superseded_at,
    ADD CONSTRAINT uq_pay_calculations_run UNIQUE (pay_run_id, crew_member_id);
CREATE INDEX ix_pay_calculations_crew ON pay_calculation_versions (crew_member_id, pay_period_id, version);
ALTER TABLE pay_runs DROP COLUMN inputs, DROP COLUMN needs_data;

-- The reader's own rights and row security apply to it (security_invoker).
CREATE VIEW pay_calculations WITH (security_invoker = true) AS
SELECT
    c.id, c.airline_id, c.crew_member_id, c.pay_period_id, c.pay_run_id, c.version, c.rulebook_hash,
    c.credit_minutes, c.block_minutes, c.guarantee_minutes, c.overtime_minutes,
    c.hourly_rate_minor, c.flight_pay_minor, c.overtime_minor, c.delay_pay_minor, c.per_diem_minor, c.premium_pay_minor,
    c.gross_minor, c.exponent,
    c.flight_pay_hours, c.block_hours, c.guarantee_hours, c.overtime_hours,
    c.hourly_rate, c.flight_pay_amount, c.overtime_amount, c.delay_pay_amount, c.per_diem_amount, c.premium_pay_amount,
    c.total_gross_pay, c.calculation_date, c.validated_at, c.validated_by, c.created_at
FROM pay_calculation_versions c
JOIN pay_live_runs l ON l.pay_run_id = c.pay_run_id
WHERE NOT EXISTS (
    SELECT FROM pay_live_runs newer
    JOIN pay_calculation_versions v ON v.pay_run_id = newer.pay_run_id AND v.crew_member_id = c.crew_member_id
    WHERE newer.pay_period_id = c.pay_period_id AND newer.live > l.live
);
