-- What a change set is called, why and from when it holds, and who did which step of it.

ALTER TABLE drafts
    ADD COLUMN number INTEGER GENERATED ALWAYS AS IDENTITY NOT NULL,
    ADD COLUMN author_email VARCHAR(254) DEFAULT '' NOT NULL,
    ADD COLUMN message TEXT DEFAULT '' NOT NULL,
    ADD COLUMN effective DATE,
    ADD COLUMN submitted_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN reviewed_by UUID,
    ADD COLUMN reviewer_email VARCHAR(254) DEFAULT '' NOT NULL,
    ADD COLUMN reviewed_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN note TEXT DEFAULT '' NOT NULL,
    ADD COLUMN approved VARCHAR(71),
    ADD COLUMN published_by UUID,
    ADD COLUMN published_at TIMESTAMP WITH TIME ZONE,
    ADD CONSTRAINT uq_drafts_number UNIQUE (number),
    ADD CONSTRAINT ck_drafts_second_person CHECK (reviewed_by <> author),
    ADD CONSTRAINT ck_drafts_reviewed CHECK (
        (status IN ('APPROVED', 'REJECTED') OR published_by IS NOT NULL) <= (reviewed_by IS NOT NULL)
    ),
    ADD CONSTRAINT ck_drafts_approved CHECK (
        (status = 'APPROVED' OR published_by IS NOT NULL) <= (approved IS NOT NULL)
    );

CREATE INDEX ix_drafts_status ON drafts (owner, status, number);
