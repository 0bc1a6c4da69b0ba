-- What a release has to be, whatever program asks: not by who went on with the run, with every adjustment that it pays,
-- and of a period whose dates stay once it is paid.

-- The log knows who went on with a run and who made it live.
CREATE OR REPLACE FUNCTION refuse_own_release(run pay_runs) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    address text := lower(coalesce(auth.jwt() ->> 'email', ''));
BEGIN
    IF coalesce(auth.role(), '') NOT IN ('airline_admin', 'platform_super_admin') THEN
        RAISE EXCEPTION 'Pay is released by a person: an administrator' USING ERRCODE = '42501';
    END IF;
    IF auth.uid() = run.calculated_by OR address <> '' AND address = lower(run.calculated_email) OR EXISTS (
        SELECT FROM pay_run_parts p WHERE p.airline_id = run.airline_id AND p.pay_run_id = run.id
            AND (p.taken_by = auth.uid() OR address <> '' AND lower(p.taken_email) = address)
    ) OR EXISTS (
        SELECT FROM audit_log e WHERE e.airline_id = run.airline_id AND e.entity_type = 'pay_run'
            AND e.entity_id = run.id::text AND e.action = 'CALCULATED'
            AND (e.actor_id = auth.uid() OR address <> '' AND lower(e.changes -> 'after' ->> 'email') = address)
    ) THEN
        RAISE EXCEPTION 'Whoever ran the pay does not release it: ask a second person' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (SELECT FROM pay_live_runs newer JOIN pay_live_runs l ON l.pay_period_id = newer.pay_period_id
               WHERE l.pay_run_id = run.id AND newer.live > l.live) OR EXISTS (
            SELECT FROM pay_runs r WHERE r.airline_id = run.airline_id AND r.pay_period_id = run.pay_period_id
                AND r.status = 'PROCESSING') THEN
        RAISE EXCEPTION 'There is a newer run of this period: that one is to be released' USING ERRCODE = '42501';
    END IF;
END
$$;

-- An adjustment is released in the transaction that releases the run, before it; no other period takes it from then on.
CREATE FUNCTION check_adjustments() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM pay_calculation_versions c
               JOIN pay_lines l ON l.airline_id = c.airline_id AND l.calculation_id = c.id
               JOIN pay_adjustments a ON a.airline_id = l.airline_id AND a.id = l.adjustment_id
               WHERE c.pay_run_id = NEW.id
                   AND (a.released_at IS NULL OR a.paid_period_id IS DISTINCT FROM NEW.pay_period_id)) THEN
        RAISE EXCEPTION 'An adjustment that this run pays is not released with it, or is paid in another period by now'
            USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_dates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A period that was paid keeps its dates' USING ERRCODE = '42501';
END
$$;

CREATE TRIGGER with_adjustments BEFORE UPDATE ON pay_runs FOR EACH ROW
    WHEN (OLD.status <> 'RELEASED' AND NEW.status = 'RELEASED') EXECUTE FUNCTION check_adjustments();
CREATE TRIGGER dates_stay BEFORE UPDATE ON pay_periods FOR EACH ROW
    WHEN (OLD.status = 'PAID' AND (NEW.start_date, NEW.end_date, NEW.pay_date)
        IS DISTINCT FROM (OLD.start_date, OLD.end_date, OLD.pay_date)) EXECUTE FUNCTION refuse_dates();
