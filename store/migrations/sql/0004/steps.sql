-- The steps of runs, of their parts and of periods, whatever program takes them.

CREATE FUNCTION keep_run_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    step text;
    may boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'PROCESSING' OR NEW.calculated_by IS DISTINCT FROM auth.uid()
                OR (NEW.content_hash, NEW.reviewed_by, NEW.released_by, NEW.abandoned_by) IS DISTINCT FROM (NULL, NULL, NULL, NULL) THEN
            RAISE EXCEPTION 'A pay run begins in work, and in one''s own name' USING ERRCODE = '42501';
        END IF;
        PERFORM FROM pay_periods p WHERE p.airline_id = NEW.airline_id AND p.id = NEW.pay_period_id
            AND p.status IN ('OPEN', 'PROCESSING') FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'A period that is closed is not run again: what changes afterwards is an adjustment' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    step := OLD.status || ' -> ' || NEW.status;
    may := CASE step
        WHEN 'PROCESSING -> PREVIEW' THEN EXISTS (SELECT FROM pay_live_runs l WHERE l.pay_run_id = NEW.id)
        WHEN 'PROCESSING -> ABANDONED' THEN coalesce(NEW.abandoned_by = auth.uid(), false) AND NEW.abandoned_at IS NOT NULL
        WHEN 'PREVIEW -> CREW_REVIEWED' THEN coalesce(NEW.reviewed_by = auth.uid(), false) AND NEW.reviewed_at IS NOT NULL
        WHEN 'PREVIEW -> RELEASED' THEN coalesce(NEW.released_by = auth.uid(), false)
        WHEN 'CREW_REVIEWED -> RELEASED' THEN coalesce(NEW.released_by = auth.uid(), false)
        ELSE NEW IS NOT DISTINCT FROM OLD
    END
        AND (step = 'PROCESSING -> PREVIEW' OR NEW.content_hash IS NOT DISTINCT FROM OLD.content_hash)
        AND (step = 'PROCESSING -> ABANDONED'
            OR (NEW.abandoned_by, NEW.abandoned_at) IS NOT DISTINCT FROM (OLD.abandoned_by, OLD.abandoned_at))
        AND (step = 'PREVIEW -> CREW_REVIEWED'
            OR (NEW.reviewed_by, NEW.reviewed_at) IS NOT DISTINCT FROM (OLD.reviewed_by, OLD.reviewed_at))
        AND (step LIKE '% -> RELEASED'
            OR (NEW.released_by, NEW.released_at) IS NOT DISTINCT FROM (OLD.released_by, OLD.released_at));
    IF NOT may THEN
        RAISE EXCEPTION 'This run is %: to make it % is no step that you may take', OLD.status, NEW.status USING ERRCODE = '42501';
    END IF;
    IF step LIKE '% -> RELEASED' THEN
        PERFORM refuse_own_release(NEW);
    END IF;
    RETURN NEW;
END
$$;

-- Whoever ran it does not release it: under the same login or the same address, as who began it or worked a part of it.
CREATE FUNCTION refuse_own_release(run pay_runs) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    address text := lower(coalesce(auth.jwt() ->> 'email', ''));
BEGIN
    IF coalesce(auth.role(), '') NOT IN ('airline_admin', 'platform_super_admin') THEN
        RAISE EXCEPTION 'Pay is released by a person: an administrator' USING ERRCODE = '42501';
    END IF;
    IF auth.uid() = run.calculated_by OR address <> '' AND address = lower(run.calculated_email) OR EXISTS (
        SELECT FROM pay_run_parts p WHERE p.airline_id = run.airline_id AND p.pay_run_id = run.id
            AND (p.taken_by = auth.uid() OR address <> '' AND lower(p.taken_email) = address)
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

CREATE FUNCTION keep_part_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    run pay_runs;
BEGIN
    SELECT * INTO run FROM pay_runs r WHERE r.airline_id = NEW.airline_id AND r.id = NEW.pay_run_id;
    IF run.status IS DISTINCT FROM 'PROCESSING' THEN
        RAISE EXCEPTION 'A run that is not in work any more takes no parts' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.status <> 'WAITING' OR NEW.number NOT BETWEEN 1 AND run.parts) THEN
        RAISE EXCEPTION 'A part begins waiting, as one of % of its run', run.parts USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.status = 'DONE' OR (NEW.airline_id, NEW.pay_run_id, NEW.number, NEW.crew)
            IS DISTINCT FROM (OLD.airline_id, OLD.pay_run_id, OLD.number, OLD.crew)
            OR NEW.status = 'DONE' AND NEW.taken_by IS DISTINCT FROM auth.uid()) THEN
        RAISE EXCEPTION 'A part is worked out once, in one''s own name, for the crew that it was planned for' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

-- The flip: this row is there, and the whole run is read. Nothing of a run with a part missing can be.
CREATE FUNCTION check_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    run pay_runs;
    worked record;
    written record;
BEGIN
    SELECT * INTO run FROM pay_runs r WHERE r.airline_id = NEW.airline_id AND r.id = NEW.pay_run_id FOR UPDATE;
    SELECT count(*) FILTER (WHERE p.status = 'DONE') AS parts, sum(p.crew_count) AS crew, sum(p.gross_minor) AS gross
        INTO worked FROM pay_run_parts p WHERE p.airline_id = NEW.airline_id AND p.pay_run_id = NEW.pay_run_id;
    SELECT count(*) AS crew, sum(c.gross_minor) AS gross
        INTO written FROM pay_calculation_versions c WHERE c.pay_run_id = NEW.pay_run_id;
    IF run.status IS DISTINCT FROM 'PROCESSING' OR run.pay_period_id IS DISTINCT FROM NEW.pay_period_id
            OR worked.parts <> run.parts OR (worked.crew, worked.gross) IS DISTINCT FROM (written.crew, written.gross) THEN
        RAISE EXCEPTION 'This run is not whole: % of % parts are done', worked.parts, run.parts USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION make_preview() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE pay_runs r SET status = 'PREVIEW', content_hash = (
        SELECT 'sha256:' || encode(sha256(convert_to(concat_ws(E'\n', r.rulebook_hash, r.engine_version, r.tzdata_version,
            string_agg(p.content_hash, E'\n' ORDER BY p.number)), 'UTF8')), 'hex')
        FROM pay_run_parts p WHERE p.airline_id = r.airline_id AND p.pay_run_id = r.id
    ) WHERE r.id = NEW.pay_run_id;
    RETURN NULL;
END
$$;

-- Rows are added to a run while it is in work, and never after it was seen.
CREATE FUNCTION check_in_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    late boolean;
BEGIN
    IF TG_TABLE_NAME = 'pay_calculation_versions' THEN
        SELECT EXISTS (SELECT FROM (SELECT DISTINCT f.pay_run_id FROM fresh f) AS g
            JOIN pay_runs r ON r.id = g.pay_run_id AND r.status <> 'PROCESSING') INTO late;
    ELSE
        SELECT EXISTS (SELECT FROM (SELECT DISTINCT f.calculation_id FROM fresh f) AS g
            JOIN pay_calculation_versions c ON c.id = g.calculation_id
            JOIN pay_runs r ON r.id = c.pay_run_id AND r.status <> 'PROCESSING') INTO late;
    END IF;
    IF late THEN
        RAISE EXCEPTION 'This run is complete: nothing is added to it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION keep_period_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    may boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'OPEN' THEN
            RAISE EXCEPTION 'A pay period begins open' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.airline_id) IS DISTINCT FROM (OLD.id, OLD.airline_id)
            OR (NEW.start_date, NEW.end_date) IS DISTINCT FROM (OLD.start_date, OLD.end_date)
            AND EXISTS (SELECT FROM pay_runs r WHERE r.airline_id = OLD.airline_id AND r.pay_period_id = OLD.id) THEN
        RAISE EXCEPTION 'A period that was run keeps its dates' USING ERRCODE = '42501';
    END IF;
    may := CASE OLD.status || ' -> ' || NEW.status
        WHEN 'OPEN -> PROCESSING' THEN true
        WHEN 'PROCESSING -> CLOSED' THEN coalesce((
            SELECT r.status = 'RELEASED' FROM pay_live_runs l JOIN pay_runs r ON r.id = l.pay_run_id
            WHERE l.pay_period_id = OLD.id ORDER BY l.live DESC LIMIT 1), false)
            AND NOT EXISTS (SELECT FROM pay_runs r WHERE r.airline_id = OLD.airline_id AND r.pay_period_id = OLD.id
                AND r.status = 'PROCESSING')
        WHEN 'CLOSED -> PAID' THEN true
        ELSE NEW.status = OLD.status
    END;
    IF NOT may THEN
        RAISE EXCEPTION 'This period is %: it becomes % only when its newest run is released, and step by step', OLD.status, NEW.status
            USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION keep_adjustment_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND (NEW.created_by IS DISTINCT FROM auth.uid() OR NEW.released_at IS NOT NULL) THEN
        RAISE EXCEPTION 'An adjustment begins unreleased, and in one''s own name' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.released_at IS NOT NULL
            OR NEW.released_at IS NOT NULL AND (NEW.released_by IS DISTINCT FROM auth.uid()
                OR coalesce(auth.role(), '') NOT IN ('airline_admin', 'platform_super_admin'))) THEN
        RAISE EXCEPTION 'An adjustment is released once, by a person in their own name' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM pay_retros r WHERE r.airline_id = NEW.airline_id
            AND r.id = NEW.retro_id AND r.earned_period_id = NEW.earned_period_id AND r.created_by = NEW.created_by) THEN
        RAISE EXCEPTION 'An adjustment is of the period that was worked out again' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.released_at IS NOT NULL AND EXISTS (SELECT FROM pay_retros r
            WHERE r.airline_id = NEW.airline_id AND r.id = NEW.retro_id AND r.created_email <> ''
                AND lower(r.created_email) = lower(coalesce(auth.jwt() ->> 'email', ''))) THEN
        RAISE EXCEPTION 'Whoever posted an adjustment does not release it: ask a second person' USING ERRCODE = '42501';
    END IF;
    IF NEW.paid_period_id IS NOT NULL AND NOT EXISTS (SELECT FROM pay_periods p WHERE p.airline_id = NEW.airline_id
            AND p.id = NEW.paid_period_id AND p.status IN ('OPEN', 'PROCESSING')) THEN
        RAISE EXCEPTION 'An adjustment is paid in a period that is open' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION check_retro() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.created_by IS DISTINCT FROM auth.uid() OR NOT EXISTS (SELECT FROM pay_periods p
            JOIN pay_runs r ON r.airline_id = p.airline_id AND r.pay_period_id = p.id
            WHERE p.airline_id = NEW.airline_id AND p.id = NEW.earned_period_id AND p.status IN ('CLOSED', 'PAID')
                AND r.id = NEW.pay_run_id AND r.status = 'RELEASED') THEN
        RAISE EXCEPTION 'Only a closed period is worked out again this way, against its released run, in one''s own name'
            USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;

DROP TRIGGER append_only ON pay_runs;
CREATE TRIGGER origins_stay
    BEFORE UPDATE OF id, airline_id, pay_period_id, rulebook_hash, tzdata_version, engine_version, calculated_at,
        calculated_by, calculated_email, reason, parts, created_at
    OR DELETE OR TRUNCATE ON pay_runs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER in_steps BEFORE INSERT OR UPDATE ON pay_runs FOR EACH ROW EXECUTE FUNCTION keep_run_steps();

CREATE TRIGGER parts_stay BEFORE DELETE OR TRUNCATE ON pay_run_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER in_steps BEFORE INSERT OR UPDATE ON pay_run_parts FOR EACH ROW EXECUTE FUNCTION keep_part_steps();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pay_live_runs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER whole BEFORE INSERT ON pay_live_runs FOR EACH ROW EXECUTE FUNCTION check_whole();
CREATE TRIGGER preview AFTER INSERT ON pay_live_runs FOR EACH ROW EXECUTE FUNCTION make_preview();

CREATE TRIGGER in_work AFTER INSERT ON pay_calculation_versions REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION check_in_work();
CREATE TRIGGER in_work AFTER INSERT ON pay_lines REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION check_in_work();
CREATE TRIGGER in_work AFTER INSERT ON pay_needs REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION check_in_work();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pay_needs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER in_steps BEFORE INSERT OR UPDATE ON pay_periods FOR EACH ROW EXECUTE FUNCTION keep_period_steps();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pay_retros
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closed BEFORE INSERT ON pay_retros FOR EACH ROW EXECUTE FUNCTION check_retro();

CREATE TRIGGER figures_stay
    BEFORE UPDATE OF id, airline_id, crew_member_id, earned_period_id, retro_id, kind, component, rule_owner, rule_code,
        rule_since, trip_id, duty_id, flight_id, standby_id, day, amount_minor, credit_minutes, exponent, reason,
        created_by, created_at
    OR DELETE OR TRUNCATE ON pay_adjustments
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER in_steps BEFORE INSERT OR UPDATE ON pay_adjustments FOR EACH ROW EXECUTE FUNCTION keep_adjustment_steps();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trip_receipts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $make$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['standbys', 'crew_days', 'holidays', 'pay_run_parts'] LOOP
        EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch()', name);
    END LOOP;
END
$make$;
