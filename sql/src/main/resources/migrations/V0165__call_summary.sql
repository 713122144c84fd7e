-- What is made of a call once it is over: a short account of it, written by a text model or by rules.
CREATE TABLE summary_setting (
  tenant_id uuid NOT NULL PRIMARY KEY,
  agency_id uuid NOT NULL,
  enabled   boolean NOT NULL,
  language  text CHECK (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}$'),
  tags      text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE summary_setting IS 'How a tenant wants its calls summed up; no row: the defaults. Acts on the next call that ends.';
COMMENT ON COLUMN summary_setting.enabled IS 'Whether a text model reads the transcript; false: rules only, nothing leaves the installation.';
COMMENT ON COLUMN summary_setting.language IS 'BCP 47 tag of what the model writes; null: the tenant''s.';
COMMENT ON COLUMN summary_setting.tags IS 'The tenant''s own, beside the standard ones.';
CREATE INDEX summary_setting_agency ON summary_setting (agency_id);
SELECT guard('summary_setting');
GRANT SELECT, INSERT, DELETE, UPDATE (enabled, language, tags) ON summary_setting TO frontdesk_runtime;
SELECT open_door('summary_setting', 'SELECT');

CREATE TABLE after_call (
  call_id      uuid NOT NULL PRIMARY KEY,
  tenant_id    uuid NOT NULL,
  agency_id    uuid NOT NULL,
  due_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts     integer NOT NULL DEFAULT 0,
  leased_by    text,
  leased_until timestamptz,
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE after_call IS 'Ended calls that nobody has summed up yet; written in the transaction that writes down their end.';
COMMENT ON COLUMN after_call.leased_until IS 'A node is at it until then; after that another may be.';
CREATE INDEX after_call_due ON after_call (due_at);
CREATE INDEX after_call_leased ON after_call (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX after_call_tenant ON after_call (tenant_id);
CREATE INDEX after_call_agency ON after_call (agency_id);
SELECT guard('after_call');
GRANT SELECT ON after_call TO frontdesk_runtime;
SELECT open_door('after_call', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE call_summary (
  call_id       uuid NOT NULL PRIMARY KEY,
  tenant_id     uuid NOT NULL,
  agency_id     uuid NOT NULL,
  body          text NOT NULL,
  sentiment     text NOT NULL CHECK (sentiment IN ('positive', 'neutral', 'negative', 'unknown')),
  tags          text[] NOT NULL,
  follow_ups    text[] NOT NULL,
  model         text,
  summarised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE call_summary IS 'What an ended call came to. It tells what was said, so it goes when the transcript goes.';
COMMENT ON COLUMN call_summary.model IS 'Who wrote it; null: rules.';
CREATE INDEX call_summary_tenant ON call_summary (tenant_id);
CREATE INDEX call_summary_agency ON call_summary (agency_id);
SELECT guard('call_summary');
GRANT SELECT ON call_summary TO frontdesk_runtime;
SELECT open_door('call_summary', 'SELECT, INSERT, DELETE');

SET ROLE frontdesk_definer;
CREATE FUNCTION door.call_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO after_call (call_id, tenant_id, agency_id) VALUES (NEW.id, NEW.tenant_id, NEW.agency_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.call_over IS 'An ended call is to be summed up.';

CREATE FUNCTION door.call_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM after_call WHERE call_id = NEW.id;
  DELETE FROM call_summary WHERE call_id = NEW.id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.call_forgotten IS 'What was made of a call goes with what was said in it: on erasure, and when the transcript''s days are over.';
RESET ROLE;
CREATE TRIGGER is_over AFTER UPDATE ON call FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.erased_at IS NULL AND NEW.content_gone_at IS NULL)
  EXECUTE FUNCTION door.call_over();
CREATE TRIGGER is_forgotten AFTER UPDATE ON call FOR EACH ROW
  WHEN ((OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) OR (OLD.content_gone_at IS NULL AND NEW.content_gone_at IS NOT NULL))
  EXECUTE FUNCTION door.call_forgotten();
