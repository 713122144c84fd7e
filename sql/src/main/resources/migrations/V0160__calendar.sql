CREATE TABLE calendar (
  tenant_id    uuid NOT NULL,
  agency_id    uuid NOT NULL,
  name         text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  description  text NOT NULL DEFAULT '',
  url          text NOT NULL CHECK (length(url) <= 2000),
  username     text NOT NULL DEFAULT '',
  slot_minutes integer NOT NULL CHECK (slot_minutes BETWEEN 5 AND 480),
  lead_minutes integer NOT NULL CHECK (lead_minutes BETWEEN 0 AND 10080),
  horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 180),
  offers       integer NOT NULL CHECK (offers BETWEEN 1 AND 10),
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE calendar IS 'CalDAV collections in which a tenant''s receptionist finds free slots and books appointments. A change acts at once, also in running calls.';
COMMENT ON COLUMN calendar.lead_minutes IS 'An appointment is offered at the earliest that long from now.';
COMMENT ON COLUMN calendar.offers IS 'How many free slots a caller is offered at a time.';
CREATE INDEX calendar_agency ON calendar (agency_id);
SELECT guard('calendar');
GRANT SELECT, INSERT, DELETE, UPDATE (description, url, username, slot_minutes, lead_minutes, horizon_days, offers) ON calendar TO frontdesk_runtime;

CREATE TABLE calendar_secret (
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  calendar    text NOT NULL,
  origin      text NOT NULL,
  sealed      bytea NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_key,
  PRIMARY KEY (tenant_id, calendar),
  FOREIGN KEY (tenant_id, calendar) REFERENCES calendar (tenant_id, name) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE calendar_secret IS 'Passwords of calendars, encrypted under the tenant''s data key.';
COMMENT ON COLUMN calendar_secret.origin IS 'Scheme, host and port it was given for; it is sent nowhere else, whatever the address of the calendar becomes.';
CREATE INDEX calendar_secret_agency ON calendar_secret (agency_id);
CREATE INDEX calendar_secret_key ON calendar_secret (data_key_id);
SELECT guard('calendar_secret');
GRANT SELECT, INSERT, DELETE ON calendar_secret TO frontdesk_runtime;

SET ROLE frontdesk_definer;

-- Row-level security does not look through foreign keys.
CREATE FUNCTION door.calendar_secret_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM data_key k WHERE k.id = NEW.data_key_id AND k.tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a secret belongs to the owner of its key' USING ERRCODE = 'check_violation', CONSTRAINT = 'calendar_secret_owner';
  END IF;
  RETURN NEW;
END
$$;

RESET ROLE;
CREATE TRIGGER calendar_secret_has_one_owner BEFORE INSERT ON calendar_secret
  FOR EACH ROW EXECUTE FUNCTION door.calendar_secret_has_one_owner();
