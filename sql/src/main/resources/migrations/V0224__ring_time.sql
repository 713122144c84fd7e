-- How long targets ring that get callers blind.
ALTER TABLE transfer_target ADD COLUMN ring_s integer CHECK (ring_s BETWEEN 5 AND 60);
COMMENT ON COLUMN transfer_target.ring_s IS 'Seconds that the target rings where it gets the caller blind; null: warm_ring_s, or as is usual there.';
GRANT UPDATE (ring_s) ON transfer_target TO frontdesk_runtime;
