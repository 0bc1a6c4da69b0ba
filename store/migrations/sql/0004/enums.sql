-- Where runs and their parts stand, why money is paid afterwards, and what crew do beside flying.

CREATE TYPE pay_run_status AS ENUM ('PROCESSING', 'PREVIEW', 'CREW_REVIEWED', 'RELEASED', 'ABANDONED');
CREATE TYPE pay_part_status AS ENUM ('WAITING', 'STUCK', 'DONE');
CREATE TYPE adjustment_kind AS ENUM ('CORRECTION', 'RETRO');
CREATE TYPE standby_kind AS ENUM ('AIRPORT', 'HOME');
CREATE TYPE crew_day_kind AS ENUM ('TRAINING', 'VACATION', 'UNPAID', 'DAY_OFF', 'LEAVE');
CREATE TYPE assigned_by AS ENUM ('LINE', 'TRADE', 'PICK_UP', 'RESERVE', 'JUNIOR', 'RECALL');

-- No statement of this migration uses these labels, which a transaction that adds them could not.
ALTER TYPE audit_action ADD VALUE 'RELEASED';
ALTER TYPE audit_action ADD VALUE 'ABANDONED';
ALTER TYPE audit_action ADD VALUE 'CLOSED';
ALTER TYPE audit_action ADD VALUE 'PAID';
ALTER TYPE audit_action ADD VALUE 'POSTED';
