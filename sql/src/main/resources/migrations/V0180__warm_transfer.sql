-- Targets that are asked before they get a caller.
ALTER TABLE transfer_target ADD COLUMN warm_ring_s integer CHECK (warm_ring_s BETWEEN 5 AND 60);
COMMENT ON COLUMN transfer_target.warm_ring_s IS 'Seconds that the target rings before it is asked whether it takes the call; null: it gets the caller blind.';
GRANT UPDATE (warm_ring_s) ON transfer_target TO frontdesk_runtime;
