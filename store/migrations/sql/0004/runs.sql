-- A run is worked out in parts. Its rows are written under a run that nobody reads until one row of pay_live_runs is
-- there; what a crew member is owed for a period is what the newest live run says that has them.

ALTER TABLE pay_runs
    ADD COLUMN status pay_run_status DEFAULT 'PREVIEW' NOT NULL,
    ADD COLUMN parts INTEGER DEFAULT 1 NOT NULL,
    ADD COLUMN calculated_email VARCHAR(254) DEFAULT '' NOT NULL,
    ADD COLUMN content_hash VARCHAR(71),
    ADD COLUMN reviewed_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN reviewed_by UUID,
    ADD COLUMN released_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN released_by UUID,
    ADD COLUMN abandoned_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN abandoned_by UUID,
    ADD CONSTRAINT ck_pay_runs_second_person CHECK (released_by <> calculated_by),
    ADD CONSTRAINT ck_pay_runs_released CHECK ((status = 'RELEASED') <= (released_by IS NOT NULL AND released_at IS NOT NULL));
ALTER TABLE pay_runs ALTER COLUMN status DROP DEFAULT, ALTER COLUMN parts DROP DEFAULT;

-- One run of a period at a time.
CREATE UNIQUE INDEX uq_pay_runs_processing ON pay_runs (airline_id, pay_period_id) WHERE status = 'PROCESSING';

CREATE TABLE pay_run_parts (
    airline_id UUID NOT NULL,
    pay_run_id UUID NOT NULL,
    number INTEGER NOT NULL,
    crew UUID[] NOT NULL,
    status pay_part_status NOT NULL,
    error TEXT,
    taken_by UUID,
    taken_email VARCHAR(254) DEFAULT '' NOT NULL,
    worker VARCHAR(120),
    done_at TIMESTAMP WITH TIME ZONE,
    inputs JSONB DEFAULT '{}'::jsonb NOT NULL,
    crew_count INTEGER,
    line_count INTEGER,
    open_count INTEGER,
    gross_minor BIGINT,
    credit_minutes BIGINT,
    content_hash VARCHAR(71),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (airline_id, pay_run_id, number),
    CONSTRAINT ck_pay_run_parts_done CHECK ((status = 'DONE') = (content_hash IS NOT NULL) AND (status <> 'DONE'
        OR (done_at IS NOT NULL AND taken_by IS NOT NULL AND crew_count IS NOT NULL AND line_count IS NOT NULL
            AND open_count IS NOT NULL AND gross_minor IS NOT NULL AND credit_minutes IS NOT NULL))),
    FOREIGN KEY(airline_id, pay_run_id) REFERENCES pay_runs (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_live_runs (
    pay_run_id UUID NOT NULL,
    airline_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    live BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (pay_run_id),
    UNIQUE (airline_id, pay_run_id),
    CONSTRAINT uq_pay_live_runs_live UNIQUE (live),
    FOREIGN KEY(airline_id, pay_run_id) REFERENCES pay_runs (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
CREATE INDEX ix_pay_live_runs_period ON pay_live_runs (pay_period_id, live);

CREATE TABLE pay_needs (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    calculation_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    rule_owner VARCHAR(20),
    rule_code VARCHAR(80),
    grain VARCHAR(10) NOT NULL,
    key TEXT NOT NULL,
    missing TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, calculation_id, crew_member_id) REFERENCES pay_calculation_versions (airline_id, id, crew_member_id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
CREATE INDEX ix_pay_needs_calculation_id ON pay_needs (calculation_id);

-- A line may be about a standby or one calendar day; the rate may be finer than the minor unit; credit that a case tells
-- has no rule. What a line refers to names the airline already.
ALTER TABLE pay_lines
    ALTER COLUMN rule_owner DROP NOT NULL,
    ALTER COLUMN rule_code DROP NOT NULL,
    ADD COLUMN standby_id UUID,
    ADD COLUMN day DATE,
    ADD COLUMN rate_parts INTEGER,
    ADD COLUMN adjustment_id UUID,
    ADD CONSTRAINT ck_pay_lines_rule CHECK ((rule_owner IS NULL) = (rule_code IS NULL)),
    ADD CONSTRAINT ck_pay_lines_rate_parts CHECK (rate_parts BETWEEN 0 AND 99),
    DROP CONSTRAINT pay_lines_airline_id_fkey;

-- A closed period worked out again: by which rules, out of which facts, and against which run that was paid.
CREATE TABLE pay_retros (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    earned_period_id UUID NOT NULL,
    pay_run_id UUID NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    tzdata_version VARCHAR(20) NOT NULL,
    engine_version VARCHAR(40) NOT NULL,
    inputs JSONB DEFAULT '[]'::jsonb NOT NULL,
    content_hash VARCHAR(71) NOT NULL,
    reason TEXT NOT NULL,
    created_by UUID NOT NULL,
    created_email VARCHAR(254) DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    CONSTRAINT ck_pay_retros_reason CHECK (reason <> ''),
    FOREIGN KEY(airline_id, earned_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, pay_run_id) REFERENCES pay_runs (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
CREATE INDEX ix_pay_retros_earned ON pay_retros (earned_period_id, created_at);

-- What is paid (or taken back) after its period was closed: earned in one period, paid in another.
CREATE TABLE pay_adjustments (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    earned_period_id UUID NOT NULL,
    paid_period_id UUID,
    retro_id UUID NOT NULL,
    kind adjustment_kind NOT NULL,
    component VARCHAR(40) NOT NULL,
    rule_owner VARCHAR(20),
    rule_code VARCHAR(80),
    rule_since DATE,
    trip_id UUID,
    duty_id UUID,
    flight_id UUID,
    standby_id UUID,
    day DATE,
    amount_minor BIGINT NOT NULL,
    credit_minutes INTEGER NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((amount_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    reason TEXT NOT NULL,
    created_by UUID NOT NULL,
    released_at TIMESTAMP WITH TIME ZONE,
    released_by UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    CONSTRAINT ck_pay_adjustments_rule CHECK ((rule_owner IS NULL) = (rule_code IS NULL)),
    CONSTRAINT ck_pay_adjustments_reason CHECK (reason <> ''),
    CONSTRAINT ck_pay_adjustments_second_person CHECK (released_by <> created_by),
    CONSTRAINT ck_pay_adjustments_released CHECK ((released_at IS NULL) = (released_by IS NULL)
        AND (released_at IS NOT NULL) <= (paid_period_id IS NOT NULL)),
    CONSTRAINT ck_pay_adjustments_periods CHECK (paid_period_id <> earned_period_id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, earned_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, paid_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, retro_id) REFERENCES pay_retros (airline_id, id),
    FOREIGN KEY(airline_id, flight_id) REFERENCES flights (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
CREATE INDEX ix_pay_adjustments_paid ON pay_adjustments (paid_period_id, crew_member_id);
CREATE INDEX ix_pay_adjustments_earned ON pay_adjustments (earned_period_id, crew_member_id);
ALTER TABLE pay_lines ADD FOREIGN KEY(airline_id, adjustment_id) REFERENCES pay_adjustments (airline_id, id);

-- What a trip comes to, told to its crew member soon after the release.
CREATE TABLE trip_receipts (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    trip_id UUID NOT NULL,
    version INTEGER NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    tzdata_version VARCHAR(20) NOT NULL,
    engine_version VARCHAR(40) NOT NULL,
    inputs JSONB DEFAULT '[]'::jsonb NOT NULL,
    content_hash VARCHAR(71) NOT NULL,
    reason TEXT NOT NULL,
    release_recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    credit_minutes INTEGER NOT NULL,
    gross_minor BIGINT NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    gross NUMERIC(10, 2)
        GENERATED ALWAYS AS (((gross_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    lines JSONB DEFAULT '[]'::jsonb NOT NULL,
    needs_data JSONB DEFAULT '[]'::jsonb NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, trip_id, version),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
CREATE INDEX ix_trip_receipts_crew_member_id ON trip_receipts (crew_member_id, created_at);
