-- What changes of rules would do to a month: kept as it was found, numbered, and never changed.

CREATE TABLE impacts (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    number INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    airline_id UUID NOT NULL,
    owner VARCHAR(20) NOT NULL,
    draft_id UUID,
    baseline INTEGER NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    content_hash VARCHAR(71) NOT NULL,
    body BYTEA NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_impacts_number UNIQUE (number),
    CONSTRAINT uq_impacts_content UNIQUE (airline_id, content_hash),
    FOREIGN KEY(airline_id) REFERENCES airlines (id),
    FOREIGN KEY(baseline) REFERENCES editions (number)
);

CREATE INDEX ix_impacts_draft ON impacts (draft_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON impacts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
