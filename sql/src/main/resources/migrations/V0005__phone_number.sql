CREATE TABLE phone_number (
  e164        text NOT NULL PRIMARY KEY CHECK (e164 ~ '^\+[1-9][0-9]{1,14}$'),
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  endpoint_id uuid NOT NULL REFERENCES endpoint,
  label       text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE phone_number IS 'Numbers that callers dial. A number rings through one endpoint and never moves between tenants: it is released, then claimed.';
CREATE INDEX phone_number_tenant ON phone_number (tenant_id, agency_id);
CREATE INDEX phone_number_agency ON phone_number (agency_id);
CREATE INDEX phone_number_endpoint ON phone_number (endpoint_id, tenant_id);
SELECT guard('phone_number');
GRANT SELECT, INSERT, DELETE, UPDATE (endpoint_id, label) ON phone_number TO frontdesk_runtime;
SELECT open_door('phone_number', 'SELECT');

CREATE FUNCTION door.number_binds_own_endpoint() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  bound endpoint;
BEGIN
  SELECT * INTO bound FROM endpoint WHERE id = NEW.endpoint_id;
  IF bound.tenant_id <> NEW.tenant_id OR bound.agency_id <> NEW.agency_id THEN
    RAISE EXCEPTION 'the endpoint belongs to someone else' USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_number_endpoint_owner';
  END IF;
  IF bound.id IS NOT NULL AND bound.agency_id IS NULL AND EXISTS (
    SELECT FROM endpoint own
    WHERE own.provider = bound.provider AND own.agency_id = NEW.agency_id
      AND (own.tenant_id IS NULL OR own.tenant_id = NEW.tenant_id)) THEN
    RAISE EXCEPTION 'the platform''s endpoint serves only tenants without their own' USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_number_platform_endpoint';
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION door.number_binds_own_endpoint() OWNER TO frontdesk_definer;
CREATE TRIGGER number_binds_own_endpoint BEFORE INSERT OR UPDATE OF endpoint_id, tenant_id, agency_id ON phone_number
  FOR EACH ROW EXECUTE FUNCTION door.number_binds_own_endpoint();
