-- The tables. Minutes and money are integers; decimal columns are generated from them for readers.

CREATE TABLE airlines (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    code VARCHAR(8) NOT NULL,
    name VARCHAR(120) NOT NULL,
    currency CHAR(3) NOT NULL,
    currency_exponent INTEGER NOT NULL,
    policy JSONB DEFAULT '{}'::jsonb NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code),
    UNIQUE (id, code),
    CONSTRAINT ck_airlines_code CHECK (code <> 'PUBLIC'),
    CONSTRAINT ck_airlines_exponent CHECK (currency_exponent BETWEEN 0 AND 4)
);

CREATE TABLE airports (
    code VARCHAR(4) NOT NULL,
    name VARCHAR(120) NOT NULL,
    zone VARCHAR(64) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE backfills (
    name VARCHAR(120) NOT NULL,
    position TEXT NOT NULL,
    rows_done INTEGER NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (name)
);

CREATE TABLE editions (
    number INTEGER NOT NULL,
    message TEXT NOT NULL,
    published_by UUID NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE faa_rules (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    rule_code VARCHAR(80) NOT NULL,
    rule_category VARCHAR(80) NOT NULL,
    rule_title TEXT NOT NULL,
    rule_text TEXT NOT NULL,
    effective_date DATE NOT NULL,
    expiration_date DATE,
    applies_to crew_group[] NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (rule_code)
);

CREATE TABLE aircraft (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    registration VARCHAR(10) NOT NULL,
    type VARCHAR(40) NOT NULL,
    manufacturer VARCHAR(80),
    model VARCHAR(80),
    passenger_capacity INTEGER,
    cargo_capacity_kg INTEGER,
    max_range_km INTEGER,
    fuel_consumption_per_hour INTEGER,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, registration),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE aircraft_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_aircraft_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE audit_log (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID,
    entity_type VARCHAR(40) NOT NULL,
    entity_id VARCHAR(120) NOT NULL,
    action audit_action NOT NULL,
    actor_id UUID NOT NULL,
    actor_type actor_type NOT NULL,
    changes JSONB DEFAULT '{}'::jsonb NOT NULL,
    reason TEXT NOT NULL,
    ip_address INET,
    user_agent TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE claim_counters (
    airline_id UUID NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (airline_id, year),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_assignment_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_crew_assignment_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_member_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_crew_member_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_members (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    employee_id VARCHAR(20) NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    position crew_position NOT NULL,
    base_location VARCHAR(4) NOT NULL,
    hire_date DATE NOT NULL,
    left_on DATE,
    seniority_number INTEGER,
    base_rate_minor BIGINT,
    exponent INTEGER DEFAULT 2 NOT NULL,
    base_hourly_rate NUMERIC(10, 2)
        GENERATED ALWAYS AS (((base_rate_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    union_status union_status NOT NULL,
    contract_type contract_type NOT NULL,
    max_monthly_minutes INTEGER,
    max_monthly_hours NUMERIC(8, 2)
        GENERATED ALWAYS AS (round((max_monthly_minutes)::numeric / 60::numeric, 2)) STORED,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    UNIQUE (airline_id, employee_id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_rate_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_crew_rate_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE drafts (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID,
    owner VARCHAR(20) NOT NULL,
    author UUID NOT NULL,
    edits JSONB DEFAULT '[]'::jsonb NOT NULL,
    status draft_status NOT NULL,
    edition INTEGER,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_drafts_owner CHECK ((airline_id IS NULL) = (owner = 'PUBLIC')),
    FOREIGN KEY(airline_id, owner) REFERENCES airlines (id, code),
    FOREIGN KEY(edition) REFERENCES editions (number)
);

CREATE TABLE duty_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_duty_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE edition_contents (
    owner VARCHAR(20) NOT NULL,
    content_hash VARCHAR(71) NOT NULL,
    airline_id UUID,
    body BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (owner, content_hash),
    CONSTRAINT ck_edition_contents_owner CHECK ((airline_id IS NULL) = (owner = 'PUBLIC')),
    FOREIGN KEY(airline_id, owner) REFERENCES airlines (id, code)
);

CREATE TABLE flight_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_flight_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE flights (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    flight_number VARCHAR(10) NOT NULL,
    origin_airport VARCHAR(4) NOT NULL,
    destination_airport VARCHAR(4) NOT NULL,
    scheduled_departure TIMESTAMP WITH TIME ZONE NOT NULL,
    scheduled_arrival TIMESTAMP WITH TIME ZONE NOT NULL,
    actual_departure TIMESTAMP WITH TIME ZONE,
    actual_arrival TIMESTAMP WITH TIME ZONE,
    block_minutes INTEGER,
    block_time_hours NUMERIC(5, 2)
        GENERATED ALWAYS AS (round((block_minutes)::numeric / 60::numeric, 2)) STORED,
    delay_minutes INTEGER,
    delay_code VARCHAR(10),
    delay_reason VARCHAR,
    aircraft_type VARCHAR(40),
    aircraft_registration VARCHAR(10),
    status flight_status NOT NULL,
    generated BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    UNIQUE (airline_id, flight_number, origin_airport, scheduled_departure),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_ledger_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_pay_ledger_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_periods (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    pay_date DATE NOT NULL,
    status pay_period_status NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    UNIQUE (airline_id, start_date, end_date),
    CONSTRAINT ck_pay_periods_dates CHECK (start_date <= end_date),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE rulebooks (
    airline_id UUID NOT NULL,
    hash VARCHAR(71) NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    body BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE run_inputs (
    airline_id UUID NOT NULL,
    hash VARCHAR(71) NOT NULL,
    rows INTEGER NOT NULL,
    body BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE trip_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    airline_id UUID NOT NULL,
    row_id UUID NOT NULL,
    version INTEGER NOT NULL,
    change row_change NOT NULL,
    content JSONB NOT NULL,
    stage roster_stage,
    told_at TIMESTAMP WITH TIME ZONE,
    feed TEXT NOT NULL,
    changed_by UUID,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_trip_versions UNIQUE (airline_id, row_id, version),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE union_contract_terms (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    term_code VARCHAR(80) NOT NULL,
    term_category VARCHAR(80) NOT NULL,
    term_title TEXT NOT NULL,
    term_text TEXT NOT NULL,
    calculation_formula JSONB,
    effective_date DATE NOT NULL,
    expiration_date DATE,
    applies_to crew_group[] NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, term_code),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE rule_interpretations (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID,
    scenario_description TEXT NOT NULL,
    applicable_faa_rule_ids UUID[] NOT NULL,
    applicable_contract_term_ids UUID[] NOT NULL,
    interpretation TEXT NOT NULL,
    example_calculation JSONB,
    confidence_score INTEGER NOT NULL,
    validated_by UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_rule_interpretations_confidence CHECK (confidence_score BETWEEN 0 AND 100),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE claims (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    claim_number VARCHAR(20) NOT NULL,
    crew_member_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    flight_ids TEXT[] NOT NULL,
    claim_type claim_type NOT NULL,
    description TEXT NOT NULL,
    claimed_minor BIGINT NOT NULL,
    approved_minor BIGINT,
    exponent INTEGER DEFAULT 2 NOT NULL,
    claimed_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((claimed_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    approved_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((approved_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    submitted_by UUID NOT NULL,
    status claim_status NOT NULL,
    reviewed_at TIMESTAMP WITH TIME ZONE,
    reviewed_by UUID,
    decision claim_decision,
    decision_rationale TEXT,
    payment_date DATE,
    payment_status payment_status,
    appeal_submitted_at TIMESTAMP WITH TIME ZONE,
    appeal_notes TEXT,
    incident_at TIMESTAMP WITH TIME ZONE,
    known_at TIMESTAMP WITH TIME ZONE,
    filed_under VARCHAR(120),
    window_ends_at TIMESTAMP WITH TIME ZONE,
    answer_due_at TIMESTAMP WITH TIME ZONE,
    pay_due_at TIMESTAMP WITH TIME ZONE,
    group_id VARCHAR(120),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    UNIQUE (airline_id, claim_number),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    CONSTRAINT ck_claims_claimed CHECK (claimed_minor > 0),
    CONSTRAINT ck_claims_approved CHECK (approved_minor BETWEEN 0 AND claimed_minor),
    CONSTRAINT ck_claims_decision CHECK ((decision IS NULL) = (status IN ('SUBMITTED', 'UNDER_REVIEW')) AND (decision IS NULL OR decision_rationale <> '')),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_rates (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    since DATE NOT NULL,
    rate_minor BIGINT NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    hourly_rate NUMERIC(10, 2)
        GENERATED ALWAYS AS (((rate_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, crew_member_id, since),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE discrepancies (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    flight_id UUID,
    component VARCHAR(40) NOT NULL,
    discrepancy_type discrepancy_type NOT NULL,
    expected_minor BIGINT NOT NULL,
    actual_minor BIGINT NOT NULL,
    difference_minor BIGINT NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    expected_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((expected_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    actual_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((actual_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    difference_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((difference_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    severity severity NOT NULL,
    detected_by detected_by NOT NULL,
    detected_at TIMESTAMP WITH TIME ZONE NOT NULL,
    resolution_status resolution_status NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    group_id VARCHAR(120),
    note TEXT NOT NULL,
    resolution_date TIMESTAMP WITH TIME ZONE,
    resolved_by UUID,
    resolution_notes TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_discrepancies_difference CHECK (difference_minor = expected_minor - actual_minor),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, flight_id) REFERENCES flights (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE edition_parts (
    edition INTEGER NOT NULL,
    owner VARCHAR(20) NOT NULL,
    airline_id UUID,
    content_hash VARCHAR(71) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (edition, owner),
    FOREIGN KEY(owner, content_hash) REFERENCES edition_contents (owner, content_hash),
    FOREIGN KEY(edition) REFERENCES editions (number),
    CONSTRAINT ck_edition_parts_owner CHECK ((airline_id IS NULL) = (owner = 'PUBLIC')),
    FOREIGN KEY(airline_id, owner) REFERENCES airlines (id, code)
);

CREATE TABLE notifications (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    notification_type notification_type NOT NULL,
    title VARCHAR(200) NOT NULL,
    message TEXT NOT NULL,
    related_entity_type VARCHAR(40),
    related_entity_id UUID,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    read_at TIMESTAMP WITH TIME ZONE,
    delivery_method delivery_method NOT NULL,
    attempts JSONB DEFAULT '[]'::jsonb NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_ledger (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    component VARCHAR(40) NOT NULL,
    flight_id UUID,
    amount_minor BIGINT NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((amount_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, flight_id) REFERENCES flights (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_runs (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    inputs JSONB DEFAULT '{}'::jsonb NOT NULL,
    needs_data JSONB DEFAULT '[]'::jsonb NOT NULL,
    tzdata_version VARCHAR(20) NOT NULL,
    engine_version VARCHAR(40) NOT NULL,
    calculated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    calculated_by UUID NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE rosters (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    model_hash VARCHAR(71) NOT NULL,
    seed INTEGER NOT NULL,
    open_seats INTEGER NOT NULL,
    solved_with VARCHAR(80) NOT NULL,
    metrics JSONB DEFAULT '{}'::jsonb NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE users (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID,
    crew_member_id UUID,
    email VARCHAR(254) NOT NULL,
    role user_role NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id),
    UNIQUE (email),
    CONSTRAINT ck_users_airline CHECK ((airline_id IS NULL) = (role = 'platform_super_admin')),
    CONSTRAINT ck_users_crew CHECK (crew_member_id IS NULL OR (crew_member_id = id AND role = 'airline_user'))
);

CREATE TABLE verdicts (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    subject VARCHAR(40) NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    verdict verdict NOT NULL,
    duties INTEGER NOT NULL,
    findings JSONB DEFAULT '[]'::jsonb NOT NULL,
    checked JSONB DEFAULT '[]'::jsonb NOT NULL,
    unchecked JSONB DEFAULT '[]'::jsonb NOT NULL,
    judged_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_calculation_versions (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    pay_period_id UUID NOT NULL,
    pay_run_id UUID NOT NULL,
    version INTEGER NOT NULL,
    rulebook_hash VARCHAR(71) NOT NULL,
    credit_minutes INTEGER NOT NULL,
    block_minutes INTEGER NOT NULL,
    guarantee_minutes INTEGER NOT NULL,
    overtime_minutes INTEGER NOT NULL,
    hourly_rate_minor BIGINT,
    flight_pay_minor BIGINT NOT NULL,
    overtime_minor BIGINT NOT NULL,
    delay_pay_minor BIGINT NOT NULL,
    per_diem_minor BIGINT NOT NULL,
    premium_pay_minor BIGINT NOT NULL,
    gross_minor BIGINT NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    flight_pay_hours NUMERIC(8, 2)
        GENERATED ALWAYS AS (round((credit_minutes)::numeric / 60::numeric, 2)) STORED,
    block_hours NUMERIC(8, 2)
        GENERATED ALWAYS AS (round((block_minutes)::numeric / 60::numeric, 2)) STORED,
    guarantee_hours NUMERIC(8, 2)
        GENERATED ALWAYS AS (round((guarantee_minutes)::numeric / 60::numeric, 2)) STORED,
    overtime_hours NUMERIC(8, 2)
        GENERATED ALWAYS AS (round((overtime_minutes)::numeric / 60::numeric, 2)) STORED,
    hourly_rate NUMERIC(10, 2)
        GENERATED ALWAYS AS (((hourly_rate_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    flight_pay_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((flight_pay_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    overtime_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((overtime_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    delay_pay_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((delay_pay_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    per_diem_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((per_diem_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    premium_pay_amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((premium_pay_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    total_gross_pay NUMERIC(10, 2)
        GENERATED ALWAYS AS (((gross_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    calculation_date TIMESTAMP WITH TIME ZONE NOT NULL,
    validated_at TIMESTAMP WITH TIME ZONE,
    validated_by UUID,
    superseded_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id, crew_member_id),
    UNIQUE (airline_id, crew_member_id, pay_period_id, version),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, pay_period_id) REFERENCES pay_periods (airline_id, id),
    FOREIGN KEY(airline_id, pay_run_id) REFERENCES pay_runs (airline_id, id),
    FOREIGN KEY(airline_id, rulebook_hash) REFERENCES rulebooks (airline_id, hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE trips (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    roster_id UUID,
    planned_report TIMESTAMP WITH TIME ZONE NOT NULL,
    planned_release TIMESTAMP WITH TIME ZONE NOT NULL,
    stage roster_stage NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, roster_id) REFERENCES rosters (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE duties (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    trip_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    planned_report TIMESTAMP WITH TIME ZONE NOT NULL,
    planned_release TIMESTAMP WITH TIME ZONE NOT NULL,
    actual_report TIMESTAMP WITH TIME ZONE,
    actual_release TIMESTAMP WITH TIME ZONE,
    stage roster_stage NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    FOREIGN KEY(airline_id, trip_id) REFERENCES trips (airline_id, id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE pay_lines (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    calculation_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    place INTEGER NOT NULL,
    component VARCHAR(40) NOT NULL,
    rule_owner VARCHAR(20) NOT NULL,
    rule_code VARCHAR(80) NOT NULL,
    rule_since DATE,
    trip_id UUID,
    duty_id UUID,
    assignment_id UUID,
    flight_id UUID,
    quantity INTEGER,
    unit VARCHAR(10),
    rate_minor BIGINT,
    percent INTEGER,
    amount_minor BIGINT NOT NULL,
    credit_minutes INTEGER NOT NULL,
    exponent INTEGER DEFAULT 2 NOT NULL,
    rate NUMERIC(10, 2)
        GENERATED ALWAYS AS (((rate_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    amount NUMERIC(10, 2)
        GENERATED ALWAYS AS (((amount_minor)::numeric / (10::numeric ^ exponent::numeric))::numeric(10,2)) STORED,
    inputs JSONB DEFAULT '{}'::jsonb NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(airline_id, calculation_id, crew_member_id) REFERENCES pay_calculation_versions (airline_id, id, crew_member_id),
    FOREIGN KEY(airline_id, flight_id) REFERENCES flights (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);

CREATE TABLE crew_assignments (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    airline_id UUID NOT NULL,
    crew_member_id UUID NOT NULL,
    flight_id UUID NOT NULL,
    trip_id UUID,
    duty_id UUID,
    position assignment_position NOT NULL,
    duty_start_time TIMESTAMP WITH TIME ZONE,
    duty_end_time TIMESTAMP WITH TIME ZONE,
    check_in_time TIMESTAMP WITH TIME ZONE,
    check_out_time TIMESTAMP WITH TIME ZONE,
    stage roster_stage NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (airline_id, id),
    UNIQUE (airline_id, crew_member_id, flight_id),
    FOREIGN KEY(airline_id, crew_member_id) REFERENCES crew_members (airline_id, id),
    FOREIGN KEY(airline_id, flight_id) REFERENCES flights (airline_id, id),
    FOREIGN KEY(airline_id, trip_id) REFERENCES trips (airline_id, id),
    FOREIGN KEY(airline_id, duty_id) REFERENCES duties (airline_id, id),
    FOREIGN KEY(airline_id) REFERENCES airlines (id)
);
