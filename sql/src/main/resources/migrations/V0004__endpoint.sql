CREATE TABLE endpoint (
  id             uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id      uuid,
  agency_id      uuid REFERENCES agency,
  provider       text NOT NULL CHECK (provider ~ '^[a-z][a-z0-9-]{0,39}$'),
  name           text NOT NULL DEFAULT '',
  base_url       text NOT NULL,
  default_number text CHECK (default_number ~ '^\+[1-9][0-9]{1,14}$'),
  created_at     timestamptz NOT NULL DEFAULT now(),
  revision       bigint NOT NULL DEFAULT 0,
  CHECK (tenant_id IS NULL OR agency_id IS NOT NULL),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE endpoint IS 'One provider project or carrier account. Owned by the platform (no ids), an agency (agency only) or a tenant; the owner never changes.';
CREATE INDEX endpoint_tenant ON endpoint (tenant_id);
CREATE INDEX endpoint_agency ON endpoint (agency_id);
SELECT guard('endpoint');
GRANT SELECT, INSERT, DELETE, UPDATE (provider, name, base_url, default_number) ON endpoint TO frontdesk_runtime;
SELECT open_door('endpoint', 'SELECT, INSERT, UPDATE (revision)');

INSERT INTO endpoint (id, provider, name, base_url)
VALUES ('00000000-0000-0000-0000-000000000001', 'openai', 'platform default', 'https://api.openai.com/v1');

CREATE TABLE data_key (
  id             uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id      uuid,
  agency_id      uuid REFERENCES agency,
  wrapped        bytea NOT NULL,
  master_version integer NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE data_key IS 'One key per owner for that owner''s secrets, encrypted by the master key, which is never here.';
CREATE INDEX data_key_tenant ON data_key (tenant_id);
CREATE INDEX data_key_agency ON data_key (agency_id);
SELECT guard('data_key');
GRANT SELECT, INSERT, DELETE, UPDATE (wrapped, master_version) ON data_key TO frontdesk_runtime;
SELECT open_door('data_key', 'SELECT');

CREATE TABLE endpoint_secret (
  id          uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  tenant_id   uuid,
  agency_id   uuid,
  kind        text NOT NULL CHECK (kind IN ('api_key', 'webhook')),
  sealed      bytea NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_key,
  created_at  timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE endpoint_secret IS 'API keys and webhook secrets, encrypted under the owner''s data key. The newest API key counts; any webhook secret may have signed.';
CREATE INDEX endpoint_secret_endpoint ON endpoint_secret (endpoint_id);
CREATE INDEX endpoint_secret_tenant ON endpoint_secret (tenant_id);
CREATE INDEX endpoint_secret_key ON endpoint_secret (data_key_id);
SELECT guard('endpoint_secret');
GRANT SELECT, INSERT, DELETE ON endpoint_secret TO frontdesk_runtime;
SELECT open_door('endpoint_secret', 'SELECT');

-- Row-level security does not look through foreign keys: a secret belongs to the owner of its endpoint and of its key.
CREATE FUNCTION door.secret_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM endpoint e JOIN data_key k ON k.id = NEW.data_key_id
    WHERE e.id = NEW.endpoint_id
      AND (e.tenant_id, e.agency_id) IS NOT DISTINCT FROM (NEW.tenant_id, NEW.agency_id)
      AND (k.tenant_id, k.agency_id) IS NOT DISTINCT FROM (NEW.tenant_id, NEW.agency_id)) THEN
    RAISE EXCEPTION 'a secret belongs to the owner of its endpoint' USING ERRCODE = 'check_violation', CONSTRAINT = 'endpoint_secret_owner';
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION door.secret_has_one_owner() OWNER TO frontdesk_definer;
CREATE TRIGGER secret_has_one_owner BEFORE INSERT ON endpoint_secret
  FOR EACH ROW EXECUTE FUNCTION door.secret_has_one_owner();
