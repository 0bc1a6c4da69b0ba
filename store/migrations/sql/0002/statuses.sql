-- The statuses of a change set. A label that is added to a type cannot be used in the same transaction: a new type can.

DROP INDEX uq_drafts_open;
ALTER TYPE draft_status RENAME TO draft_status_before;
CREATE TYPE draft_status AS ENUM ('OPEN', 'CHECKED', 'APPROVED', 'PUBLISHED', 'REJECTED', 'DISCARDED');
ALTER TABLE drafts ALTER COLUMN status TYPE draft_status USING status::text::draft_status;
DROP TYPE draft_status_before;
CREATE UNIQUE INDEX uq_drafts_open ON drafts (author, owner) WHERE status = 'OPEN';
