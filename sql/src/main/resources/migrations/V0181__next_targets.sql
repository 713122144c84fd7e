-- Whom to try when a target does not take the call.
ALTER TABLE transfer_target ADD COLUMN next_keys text[] NOT NULL DEFAULT '{}' CHECK (cardinality(next_keys) <= 5);
COMMENT ON COLUMN transfer_target.next_keys IS 'Keys of targets of this tenant, tried in this order before the fallbacks; a key that leads to nobody is passed over.';
GRANT UPDATE (next_keys) ON transfer_target TO frontdesk_runtime;
