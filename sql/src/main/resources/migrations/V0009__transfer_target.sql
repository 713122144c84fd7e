CREATE TABLE transfer_target (
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  key         text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  place       integer NOT NULL DEFAULT 0,
  name        text NOT NULL CHECK (name <> ''),
  aliases     text[] NOT NULL DEFAULT '{}',
  address     text NOT NULL CHECK (address ~ '^(\+[1-9][0-9]{1,14}|sips?:.+@.+)$' AND length(address) <= 430),
  description text NOT NULL DEFAULT '',
  kind        text NOT NULL DEFAULT 'PERSON' CHECK (kind IN ('PERSON', 'TEAM', 'EMERGENCY', 'FALLBACK')),
  hours       jsonb,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE transfer_target IS 'Someone a caller may be transferred to; hours null means always.';
CREATE INDEX transfer_target_agency ON transfer_target (agency_id);
SELECT guard('transfer_target');
GRANT SELECT, INSERT, DELETE, UPDATE (key, place, name, aliases, address, description, kind, hours) ON transfer_target TO frontdesk_runtime;
SELECT open_door('transfer_target', 'SELECT');
