-- To whom a receptionist may write: anybody may call with a number that is not theirs, and each message costs.
CREATE TABLE texting (
  tenant_id  uuid NOT NULL PRIMARY KEY,
  agency_id  uuid NOT NULL,
  countries  text[] NOT NULL CHECK (cardinality(countries) <= 50),
  per_number integer NOT NULL CHECK (per_number BETWEEN 1 AND 50),
  per_day    integer NOT NULL CHECK (per_day BETWEEN 1 AND 10000),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE texting IS 'To whom a tenant''s receptionist may send text messages, and how many; no row: the defaults.';
COMMENT ON COLUMN texting.countries IS 'ISO 3166 codes; empty: the tenant''s own, by its region and the number that was dialled.';
COMMENT ON COLUMN texting.per_number IS 'Messages to one number within 24 hours.';
COMMENT ON COLUMN texting.per_day IS 'Messages to all numbers within 24 hours.';
CREATE INDEX texting_agency ON texting (agency_id);
SELECT guard('texting');
GRANT SELECT, INSERT, DELETE, UPDATE (countries, per_number, per_day) ON texting TO frontdesk_runtime;
SELECT open_door('texting', 'SELECT');

CREATE TRIGGER settings_added AFTER INSERT ON texting REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();
CREATE TRIGGER settings_changed AFTER UPDATE ON texting REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved();
CREATE TRIGGER settings_removed AFTER DELETE ON texting REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();

ALTER TABLE text_message ADD COLUMN counted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN text_message.counted IS 'Whether it counts for the limits of texting: it went to a number that a caller showed.';

SET ROLE frontdesk_definer;
ALTER FUNCTION door.tenant_settings(uuid[]) RENAME TO tenant_settings_but_texting;
REVOKE EXECUTE ON FUNCTION door.tenant_settings_but_texting FROM frontdesk_runtime;
CREATE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, CASE WHEN t.tenant_id IS NULL THEN s.settings
    ELSE (s.settings::jsonb || jsonb_build_object('texting', to_jsonb(t)))::text END
  FROM door.tenant_settings_but_texting(p_tenants) s LEFT JOIN texting t ON t.tenant_id = s.id
$$;
COMMENT ON FUNCTION door.tenant_settings IS 'Everything a call needs to know about some tenants, one JSON object each.';

CREATE FUNCTION door.text_begin_within(p_tenant uuid, p_call uuid, p_recipient text, p_segments integer, p_per_number integer, p_per_day integer)
RETURNS TABLE (id uuid, endpoint uuid, sender text, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  in_all  bigint;
  to_them bigint;
  begun   record;
BEGIN
  -- Two calls at once are counted one after the other.
  PERFORM pg_advisory_xact_lock(hashtextextended('texting ' || p_tenant, 0));
  SELECT count(*), count(*) FILTER (WHERE t.recipient = p_recipient) INTO in_all, to_them
  FROM text_message t WHERE t.tenant_id = p_tenant AND t.counted AND t.asked_at > clock_timestamp() - interval '24 hours';
  IF to_them >= p_per_number OR in_all >= p_per_day THEN
    RETURN QUERY SELECT NULL::uuid, NULL::uuid, NULL::text, CASE WHEN to_them >= p_per_number THEN 'NUMBER_LIMIT' ELSE 'DAY_LIMIT' END;
    RETURN;
  END IF;
  SELECT * INTO begun FROM door.text_begin(p_tenant, p_call, NULL, p_recipient, p_segments);
  IF begun.id IS NOT NULL THEN
    UPDATE text_message t SET counted = true WHERE t.id = begun.id;
    RETURN QUERY SELECT begun.id, begun.endpoint, begun.sender, NULL::text;
  END IF;
END
$$;
COMMENT ON FUNCTION door.text_begin_within IS 'As door.text_begin, of a message to a number that a caller showed: refused if too many went to it, or in all, within 24 hours.';
GRANT EXECUTE ON FUNCTION door.tenant_settings, door.text_begin_within TO frontdesk_runtime;
RESET ROLE;
