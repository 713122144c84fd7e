CREATE TABLE transfer_attempt (
  call_id     uuid NOT NULL,
  attempt     text NOT NULL,
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  target_key  text,
  address     text,
  begun_at    timestamptz,
  reported_at timestamptz,
  outcome     text,
  reason      text,
  PRIMARY KEY (call_id, attempt),
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE transfer_attempt IS 'One attempt to hand a caller to a target, and what was seen of it; a report may arrive before the attempt.';
CREATE INDEX transfer_attempt_tenant ON transfer_attempt (tenant_id);
CREATE INDEX transfer_attempt_agency ON transfer_attempt (agency_id);
SELECT guard('transfer_attempt');
GRANT SELECT ON transfer_attempt TO frontdesk_runtime;
SELECT open_door('transfer_attempt', 'SELECT, INSERT, UPDATE');
