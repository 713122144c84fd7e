CREATE TABLE mcp_server (
  tenant_id     uuid NOT NULL,
  agency_id     uuid NOT NULL,
  label         text NOT NULL CHECK (label ~ '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$'),
  description   text NOT NULL DEFAULT '',
  url           text CHECK (length(url) <= 2000),
  connector     text CHECK (connector ~ '^connector_[a-z0-9_]{1,60}$'),
  allowed_tools text[] NOT NULL CHECK (cardinality(allowed_tools) > 0),
  PRIMARY KEY (tenant_id, label),
  CHECK ((url IS NULL) <> (connector IS NULL)),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE mcp_server IS 'MCP servers and connectors whose tools the voice provider runs itself in calls of a profile that names the label.';
COMMENT ON COLUMN mcp_server.allowed_tools IS 'Only these: nobody approves a call of a tool while a caller waits.';
CREATE INDEX mcp_server_agency ON mcp_server (agency_id);
SELECT guard('mcp_server');
GRANT SELECT, INSERT, DELETE, UPDATE (description, url, connector, allowed_tools) ON mcp_server TO frontdesk_runtime;

CREATE TABLE mcp_server_secret (
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  label       text NOT NULL,
  place       text NOT NULL,
  sealed      bytea NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_key,
  PRIMARY KEY (tenant_id, label),
  FOREIGN KEY (tenant_id, label) REFERENCES mcp_server (tenant_id, label) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE mcp_server_secret IS 'What MCP servers are authorized with, encrypted under the tenant''s data key. Acts at once, in calls answered from then on.';
COMMENT ON COLUMN mcp_server_secret.place IS 'Origin or connector it was given for; it is sent for no other.';
CREATE INDEX mcp_server_secret_agency ON mcp_server_secret (agency_id);
CREATE INDEX mcp_server_secret_key ON mcp_server_secret (data_key_id);
SELECT guard('mcp_server_secret');
GRANT SELECT, INSERT, DELETE ON mcp_server_secret TO frontdesk_runtime;

SET ROLE frontdesk_definer;

-- Row-level security does not look through foreign keys.
CREATE FUNCTION door.mcp_secret_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM data_key k WHERE k.id = NEW.data_key_id AND k.tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a secret belongs to the owner of its key' USING ERRCODE = 'check_violation', CONSTRAINT = 'mcp_server_secret_owner';
  END IF;
  RETURN NEW;
END
$$;

RESET ROLE;
CREATE TRIGGER mcp_secret_has_one_owner BEFORE INSERT ON mcp_server_secret
  FOR EACH ROW EXECUTE FUNCTION door.mcp_secret_has_one_owner();
