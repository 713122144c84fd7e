-- Callers whom nobody can talk to leave a message on tape, which the carrier records and we fetch.
ALTER TABLE tenant DROP CONSTRAINT tenant_when_closed_check,
  ADD CONSTRAINT tenant_when_closed_check CHECK (when_closed IN ('ANSWER', 'TAKE_MESSAGE', 'VOICEMAIL', 'REJECT'));

CREATE TABLE voicemail_setting (
  tenant_id        uuid NOT NULL PRIMARY KEY,
  agency_id        uuid NOT NULL,
  enabled          boolean NOT NULL,
  open_greeting    text NOT NULL DEFAULT '',
  closed_greeting  text NOT NULL DEFAULT '',
  holiday_greeting text NOT NULL DEFAULT '',
  longest_s        integer NOT NULL CHECK (longest_s BETWEEN 10 AND 600),
  finish_key       text NOT NULL CHECK (finish_key ~ '^[0-9*#]$'),
  transcribed      boolean NOT NULL,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE voicemail_setting IS 'How a tenant''s callers leave a message on tape; no row: the defaults.';
COMMENT ON COLUMN voicemail_setting.open_greeting IS 'Said before the tone, as the two others at their hours; empty: the standard one.';
CREATE INDEX voicemail_setting_agency ON voicemail_setting (agency_id);
SELECT guard('voicemail_setting');
GRANT SELECT, INSERT, DELETE,
  UPDATE (enabled, open_greeting, closed_greeting, holiday_greeting, longest_s, finish_key, transcribed) ON voicemail_setting
  TO frontdesk_runtime;
SELECT open_door('voicemail_setting', 'SELECT');

CREATE TRIGGER settings_added AFTER INSERT ON voicemail_setting REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();
CREATE TRIGGER settings_changed AFTER UPDATE ON voicemail_setting REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved();
CREATE TRIGGER settings_removed AFTER DELETE ON voicemail_setting REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();

CREATE TABLE voicemail (
  id           uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid NOT NULL,
  agency_id    uuid NOT NULL,
  endpoint_id  uuid NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  recording    text NOT NULL,
  call_id      uuid NOT NULL,
  message_id   uuid REFERENCES message ON DELETE CASCADE,
  caller       text NOT NULL DEFAULT '',
  seconds      integer NOT NULL CHECK (seconds >= 0),
  media_type   text,
  audio        bytea,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at       timestamptz DEFAULT clock_timestamp(),
  attempts     integer NOT NULL DEFAULT 0,
  leased_by    text,
  leased_until timestamptz,
  UNIQUE (endpoint_id, recording),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE voicemail IS 'Recordings of messages. With its message it goes: on erasure, with the retention, and its sound with the transcript''s days.';
COMMENT ON COLUMN voicemail.recording IS 'The carrier''s id.';
COMMENT ON COLUMN voicemail.call_id IS 'No foreign key, as in message: it may be told before the call''s first fact is written.';
COMMENT ON COLUMN voicemail.message_id IS 'Null: not fetched yet, and nobody was told.';
COMMENT ON COLUMN voicemail.audio IS 'Null: not fetched, could not be, or kept no longer.';
COMMENT ON COLUMN voicemail.due_at IS 'When a node is to fetch it, or, once it is here, to have it deleted at the carrier; null: all is done.';
CREATE INDEX voicemail_due ON voicemail (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX voicemail_tenant ON voicemail (tenant_id);
CREATE INDEX voicemail_agency ON voicemail (agency_id);
CREATE INDEX voicemail_message ON voicemail (message_id);
CREATE INDEX voicemail_call ON voicemail (call_id);
CREATE INDEX voicemail_leased ON voicemail (leased_by) WHERE leased_by IS NOT NULL;
SELECT guard('voicemail');
GRANT SELECT ON voicemail TO frontdesk_runtime;
SELECT open_door('voicemail', 'SELECT, INSERT, UPDATE, DELETE');

SET ROLE frontdesk_definer;
ALTER FUNCTION door.tenant_settings(uuid[]) RENAME TO tenant_settings_of_talk;
REVOKE EXECUTE ON FUNCTION door.tenant_settings_of_talk FROM frontdesk_runtime;
CREATE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, CASE WHEN v.tenant_id IS NULL THEN s.settings
    ELSE (s.settings::jsonb || jsonb_build_object('voicemail', to_jsonb(v)))::text END
  FROM door.tenant_settings_of_talk(p_tenants) s LEFT JOIN voicemail_setting v ON v.tenant_id = s.id
$$;
GRANT EXECUTE ON FUNCTION door.tenant_settings TO frontdesk_runtime;

CREATE FUNCTION door.voicemail_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'call' THEN
    DELETE FROM voicemail WHERE call_id = NEW.id;
  ELSE
    UPDATE voicemail SET audio = NULL WHERE message_id = NEW.id AND audio IS NOT NULL;
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.voicemail_gone IS 'Of an erased call nothing is kept or fetched; of a message without words no sound.';

ALTER FUNCTION door.erasure_sweep(uuid, text, integer) RENAME TO erasure_sweep_of_words;
REVOKE EXECUTE ON FUNCTION door.erasure_sweep_of_words FROM frontdesk_runtime;
CREATE FUNCTION door.erasure_sweep(p_erasure uuid, p_number text, p_calls integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  more boolean := door.erasure_sweep_of_words(p_erasure, p_number, p_calls);
BEGIN
  IF NOT more THEN
    DELETE FROM voicemail WHERE tenant_id = nullif(current_setting('frontdesk.tenant', true), '')::uuid AND caller = p_number;
  END IF;
  RETURN more;
END
$$;
COMMENT ON FUNCTION door.erasure_sweep IS 'Erases the current tenant''s caller from at most p_calls calls, and at the end from everything else; true: there is more.';
GRANT EXECUTE ON FUNCTION door.erasure_sweep TO frontdesk_runtime;
RESET ROLE;
CREATE TRIGGER voicemail_gone AFTER UPDATE ON call FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION door.voicemail_gone();
CREATE TRIGGER voicemail_gone AFTER UPDATE OF body ON message FOR EACH ROW
  WHEN (OLD.body <> '' AND NEW.body = '') EXECUTE FUNCTION door.voicemail_gone();
