CREATE TABLE http_tool (
  tenant_id      uuid NOT NULL,
  agency_id      uuid NOT NULL,
  name           text NOT NULL CHECK (name ~ '^[a-zA-Z0-9_-]{1,64}$'),
  description    text NOT NULL,
  method         text NOT NULL CHECK (method IN ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
  url            text NOT NULL CHECK (length(url) <= 2000),
  parameters     text NOT NULL,
  answer         text,
  headers        jsonb NOT NULL DEFAULT '{}',
  secret_headers text[] NOT NULL DEFAULT '{}',
  signed         boolean NOT NULL DEFAULT false,
  timeout_ms     integer NOT NULL CHECK (timeout_ms BETWEEN 100 AND 20000),
  idempotent     boolean NOT NULL,
  filler         text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE http_tool IS 'Requests to a tenant''s own systems that its receptionist may make. Edited here; a call uses what was published with its profile version.';
COMMENT ON COLUMN http_tool.parameters IS 'JSON Schema of the arguments, as written: models read it in that order. So is answer, of what comes back.';
CREATE INDEX http_tool_agency ON http_tool (agency_id);
SELECT guard('http_tool');
GRANT SELECT, INSERT, DELETE, UPDATE (description, method, url, parameters, answer, headers, secret_headers, signed, timeout_ms, idempotent, filler)
  ON http_tool TO frontdesk_runtime;
SELECT open_door('http_tool', 'SELECT');

CREATE TABLE http_tool_secret (
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  tool        text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('header', 'signing')),
  name        text NOT NULL,
  origin      text NOT NULL,
  sealed      bytea NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_key,
  PRIMARY KEY (tenant_id, tool, kind, name),
  FOREIGN KEY (tenant_id, tool) REFERENCES http_tool (tenant_id, name) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE http_tool_secret IS 'Secret headers and signing secrets of HTTP tools, encrypted under the tenant''s data key. They act at once, also in running calls.';
COMMENT ON COLUMN http_tool_secret.origin IS 'Scheme, host and port it was given for; it is sent nowhere else, whatever the address of the tool becomes.';
CREATE INDEX http_tool_secret_agency ON http_tool_secret (agency_id);
CREATE INDEX http_tool_secret_key ON http_tool_secret (data_key_id);
SELECT guard('http_tool_secret');
GRANT SELECT, INSERT, DELETE ON http_tool_secret TO frontdesk_runtime;

ALTER TABLE profile_version ADD COLUMN http_tools jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN profile_version.http_tools IS 'The HTTP tools it names, as they were when it was published; written by its trigger only.';

SET ROLE frontdesk_definer;

-- Row-level security does not look through foreign keys.
CREATE FUNCTION door.tool_secret_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM data_key k WHERE k.id = NEW.data_key_id AND k.tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a secret belongs to the owner of its key' USING ERRCODE = 'check_violation', CONSTRAINT = 'http_tool_secret_owner';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION door.http_tools_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.state = 'draft' THEN
    NEW.http_tools := '[]';
  ELSIF TG_OP = 'UPDATE' AND OLD.state <> 'draft' THEN
    NEW.http_tools := OLD.http_tools;
  ELSE
    NEW.http_tools := coalesce((
      SELECT jsonb_agg(to_jsonb(h) - 'tenant_id' - 'agency_id' ORDER BY h.name)
      FROM http_tool h WHERE h.tenant_id = NEW.tenant_id AND h.name = ANY (NEW.tools)), '[]');
  END IF;
  RETURN NEW;
END
$$;

RESET ROLE;
CREATE TRIGGER tool_secret_has_one_owner BEFORE INSERT ON http_tool_secret
  FOR EACH ROW EXECUTE FUNCTION door.tool_secret_has_one_owner();
CREATE TRIGGER http_tools_published BEFORE INSERT OR UPDATE ON profile_version
  FOR EACH ROW EXECUTE FUNCTION door.http_tools_published();
