-- What a target that is asked sees of who calls.
ALTER TABLE transfer_target ADD COLUMN warm_shows_caller boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN transfer_target.warm_shows_caller IS 'Whether a target that is asked sees the caller''s number, where the carrier lends it to us.';
GRANT UPDATE (warm_shows_caller) ON transfer_target TO frontdesk_runtime;
