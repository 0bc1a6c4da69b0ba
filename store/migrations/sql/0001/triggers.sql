-- What the database keeps up by itself: versions of rows, the time of the last change, logs that nobody edits.

-- Writes a version of every changed row (found by fixed path, whatever the session's is), with who, which feed and why as the transaction says
-- (settings crewlex.feed and crewlex.reason). Names stay out: they are sealed, and keys change.
CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    history text := TG_ARGV[0];
    source text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT to_jsonb(f) AS row FROM fresh f'
        WHEN 'DELETE' THEN 'SELECT to_jsonb(s) AS row FROM stale s'
        ELSE $q$
            SELECT to_jsonb(f) AS row FROM fresh f JOIN stale s ON s.id = f.id
            WHERE to_jsonb(f) - '{updated_at,first_name,last_name}'::text[]
               <> to_jsonb(s) - '{updated_at,first_name,last_name}'::text[]
        $q$
    END;
BEGIN
    EXECUTE format(
        $q$
            INSERT INTO %1$I (airline_id, row_id, version, change, content, stage, told_at, feed, changed_by, reason)
            SELECT
                (c.row ->> 'airline_id')::uuid,
                (c.row ->> 'id')::uuid,
                1 + coalesce((
                    SELECT max(h.version) FROM %1$I h
                    WHERE h.airline_id = (c.row ->> 'airline_id')::uuid AND h.row_id = (c.row ->> 'id')::uuid
                ), 0),
                $1::row_change,
                c.row - '{first_name,last_name}'::text[],
                (c.row ->> 'stage')::roster_stage,
                (c.row ->> 'told_at')::timestamptz,
                coalesce(nullif(current_setting('crewlex.feed', true), ''), session_user::text),
                auth.uid(),
                coalesce(current_setting('crewlex.reason', true), '')
            FROM (%2$s) AS c
        $q$,
        history, source
    ) USING TG_OP;
    RETURN NULL;
END
$$;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only takes new rows: % is not possible', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END
$$;

DO $make$
DECLARE
    pair record;
    name text;
BEGIN
    FOR pair IN SELECT * FROM (VALUES
        ('aircraft', 'aircraft_versions'),
        ('crew_members', 'crew_member_versions'),
        ('crew_rates', 'crew_rate_versions'),
        ('flights', 'flight_versions'),
        ('trips', 'trip_versions'),
        ('duties', 'duty_versions'),
        ('crew_assignments', 'crew_assignment_versions'),
        ('pay_ledger', 'pay_ledger_versions')
    ) AS p (noun, history) LOOP
        EXECUTE format('CREATE TRIGGER keep_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh '
            'FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER keep_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS stale '
            'NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER keep_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS stale '
            'FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', pair.history);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['audit_log', 'pay_lines', 'pay_runs', 'editions', 'edition_parts',
                                'edition_contents', 'rulebooks', 'run_inputs', 'verdicts'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    END LOOP;
    CREATE TRIGGER figures_stay
        BEFORE UPDATE OF id, airline_id, crew_member_id, pay_period_id, pay_run_id, version, rulebook_hash, credit_minutes,
            block_minutes, guarantee_minutes, overtime_minutes, hourly_rate_minor, flight_pay_minor, overtime_minor,
            delay_pay_minor, per_diem_minor, premium_pay_minor, gross_minor, exponent, calculation_date
        OR DELETE OR TRUNCATE ON pay_calculation_versions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    FOR name IN SELECT c.table_name FROM information_schema.columns c
        WHERE c.table_schema = current_schema() AND c.column_name = 'updated_at' ORDER BY 1 LOOP
        EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch()', name);
    END LOOP;
END
$make$;
