CREATE TABLE api_key (
  id         uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id  uuid,
  agency_id  uuid NOT NULL REFERENCES agency,
  name       text NOT NULL,
  role       text NOT NULL DEFAULT 'admin',
  sha256     bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE api_key IS 'Keys of the admin API: random, shown once, kept as SHA-256 only. Without a tenant it is the agency''s.';
CREATE INDEX api_key_tenant ON api_key (tenant_id);
CREATE INDEX api_key_agency ON api_key (agency_id);
SELECT guard('api_key');
GRANT SELECT, INSERT, DELETE, UPDATE (name, expires_at, revoked_at) ON api_key TO frontdesk_runtime;
SELECT open_door('api_key', 'SELECT');
