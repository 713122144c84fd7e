-- What callers meet who speak of an emergency, and who is told of it.
CREATE TABLE emergency (
  tenant_id      uuid NOT NULL PRIMARY KEY,
  agency_id      uuid NOT NULL,
  enabled        boolean NOT NULL,
  standard_words boolean NOT NULL,
  words          jsonb NOT NULL DEFAULT '{}',
  sentences      jsonb NOT NULL DEFAULT '{}',
  target         text,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, target) REFERENCES transfer_target (tenant_id, key) ON UPDATE CASCADE ON DELETE SET NULL (target)
);
COMMENT ON TABLE emergency IS 'By which words an emergency is known and what is said and done then; no row: the defaults.';
COMMENT ON COLUMN emergency.words IS 'Beside the standard ones: a list of words or phrases by BCP 47 tag.';
COMMENT ON COLUMN emergency.sentences IS 'What is said at once, by BCP 47 tag; the standard one in other languages.';
COMMENT ON COLUMN emergency.target IS 'Whom the caller is put through to then, at any hour; null: nobody.';
CREATE INDEX emergency_agency ON emergency (agency_id);
SELECT guard('emergency');
GRANT SELECT, INSERT, DELETE, UPDATE (enabled, standard_words, words, sentences, target) ON emergency TO frontdesk_runtime;
SELECT open_door('emergency', 'SELECT');

CREATE TRIGGER settings_added AFTER INSERT ON emergency REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();
CREATE TRIGGER settings_changed AFTER UPDATE ON emergency REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved();
CREATE TRIGGER settings_removed AFTER DELETE ON emergency REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();

SET ROLE frontdesk_definer;
CREATE OR REPLACE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, CASE WHEN c.care = '{}' THEN s.settings ELSE (s.settings::jsonb || c.care)::text END
  FROM door.tenant_settings_tried(p_tenants) s
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'screening', (SELECT to_jsonb(y) FROM screening y WHERE y.tenant_id = s.id),
    'blocks', (SELECT jsonb_agg(b.rule) FROM caller_block b WHERE b.tenant_id = s.id),
    'emergency', (SELECT to_jsonb(e) FROM emergency e WHERE e.tenant_id = s.id))) AS care) c
$$;

CREATE FUNCTION door.emergency_heard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.tell(NEW.tenant_id, NEW.agency_id, NEW.call_id, 'call.emergency', NEW.at, json_build_object(
    'call', NEW.call_id, 'tenant', NEW.tenant_id, 'target', NEW.data ->> 'target', 'words', NEW.data ->> 'words',
    'caller', (SELECT c.caller FROM call c WHERE c.id = NEW.call_id)));
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.emergency_heard IS 'A caller spoke of an emergency: told in the transaction that writes it down.';
RESET ROLE;
CREATE TRIGGER emergency_heard AFTER INSERT ON call_fact FOR EACH ROW
  WHEN (NEW.kind = 'emergency' AND NEW.tenant_id IS NOT NULL) EXECUTE FUNCTION door.emergency_heard();
-- A fact that came before its call was known.
CREATE TRIGGER emergency_heard_early AFTER UPDATE OF tenant_id ON call_fact FOR EACH ROW
  WHEN (NEW.kind = 'emergency' AND OLD.tenant_id IS NULL AND NEW.tenant_id IS NOT NULL) EXECUTE FUNCTION door.emergency_heard();
