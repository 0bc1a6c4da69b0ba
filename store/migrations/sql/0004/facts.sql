-- What pay has to know beside flights and duties. Null says that nobody told it; a flag that is null is not set.

ALTER TABLE flights
    ADD COLUMN landed_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN gate_return BOOLEAN;

-- What a trip is worth as it stands: scheduled minutes of the legs that are operated, and of those that are not. Each
-- version of the trip keeps its own.
ALTER TABLE trips
    ADD COLUMN block_minutes INTEGER,
    ADD COLUMN deadhead_minutes INTEGER;

-- Hundredths of the minor unit on top of an hourly rate.
ALTER TABLE crew_rates
    ADD COLUMN rate_parts INTEGER,
    ADD CONSTRAINT ck_crew_rates_parts CHECK (rate_parts BETWEEN 0 AND 99);

ALTER TABLE duties ADD COLUMN assigned_by assigned_by;

ALTER TABLE crew_assignments
    ADD COLUMN operated_by_other BOOLEAN,
    ADD COLUMN added_after_report BOOLEAN,
    ADD COLUMN language VARCHAR(8);

CREATE TABLE standbys (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    kind standby_kind NOT NULL,
    start_time TIMESTAMP WITH TIME ZONE NOT NULL,
    end_time TIMESTAMP WITH TIME ZONE NOT NULL,
    trip_id UUID,
    stage roster_stage NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    CONSTRAINT ck_standbys_times CHECK (start_time < end_time),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, trip_id) REFERENCES trips (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_days (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    day DATE NOT NULL,
    kind crew_day_kind NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, crew_member_id, day, kind),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE holidays (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    day DATE NOT NULL,
    name VARCHAR(120) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, day),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE INDEX ix_standbys_start_time ON standbys (airline_id, start_time);
CREATE INDEX ix_standbys_crew_member_id ON standbys (crew_member_id, start_time);
CREATE INDEX ix_crew_days_day ON crew_days (airline_id, day);

DO $make$
DECLARE
    pair record;
BEGIN
    FOR pair IN SELECT * FROM (VALUES
        ('standbys', 'standby_versions'), ('crew_days', 'crew_day_versions'), ('holidays', 'holiday_versions')
    ) AS p (noun, history) LOOP
        EXECUTE format('CREATE TABLE %I ('
            'id BIGINT GENERATED ALWAYS AS IDENTITY, airline_id UUID NOT NULL, row_id UUID NOT NULL, '
            'version INTEGER NOT NULL, change row_change NOT NULL, content JSONB NOT NULL, stage roster_stage, '
            'told_at TIMESTAMP WITH TIME ZONE, feed TEXT NOT NULL, changed_by UUID, reason TEXT NOT NULL, '
            'recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL, PRIMARY KEY (id), '
            'CONSTRAINT uq_%s UNIQUE (airline_id, row_id, version), '
            'FOREIGN KEY(airline_id) REFERENCES airlines (id))', pair.history, pair.history);
        EXECUTE format('CREATE TRIGGER keep_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh '
            'FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER keep_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS stale '
            'NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER keep_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS stale '
            'FOR EACH STATEMENT EXECUTE FUNCTION keep_version(%L)', pair.noun, pair.history);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', pair.history);
    END LOOP;
END
$make$;

-- Which transaction made a version: one deed may change many rows of several tables. Rows from before have their xmin.
DO $make$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT c.table_name FROM information_schema.columns c WHERE c.table_schema = current_schema()
            AND c.column_name = 'change' AND c.table_name LIKE '%\_versions' ORDER BY 1 LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN deed BIGINT', name);
        EXECUTE format('ALTER TABLE %I ALTER COLUMN deed SET DEFAULT pg_current_xact_id()::text::bigint', name);
    END LOOP;
END
$make$;
