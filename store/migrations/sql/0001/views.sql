-- The current version of what each crew member is owed; every version is in pay_calculation_versions.
-- The reader's own rights and row security apply to it (security_invoker).

CREATE VIEW pay_calculations WITH (security_invoker = true) AS
SELECT
    id, airline_id, crew_member_id, pay_period_id, pay_run_id, version, rulebook_hash,
    credit_minutes, block_minutes, guarantee_minutes, overtime_minutes,
    hourly_rate_minor, flight_pay_minor, overtime_minor, delay_pay_minor, per_diem_minor, premium_pay_minor,
    gross_minor, exponent,
    flight_pay_hours, block_hours, guarantee_hours, overtime_hours,
    hourly_rate, flight_pay_amount, overtime_amount, delay_pay_amount, per_diem_amount, premium_pay_amount,
    total_gross_pay, calculation_date, validated_at, validated_by, created_at
FROM pay_calculation_versions
WHERE superseded_at IS NULL;
