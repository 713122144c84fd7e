-- Who is not answered, and how callers are treated of whom the network tells too little.
CREATE TABLE caller_block (
  id         uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id  uuid,
  agency_id  uuid NOT NULL REFERENCES agency,
  rule       text NOT NULL CHECK (rule ~ '^\+[1-9]([0-9]{1,14}|[0-9]{0,13}\*)$'),
  note       text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (agency_id, tenant_id, rule),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE caller_block IS 'Numbers that are not answered: by one tenant, or without a tenant by all the agency''s. Acts on the next call.';
COMMENT ON COLUMN caller_block.rule IS 'A number in E.164, or with a star the beginning of numbers.';
CREATE INDEX caller_block_tenant ON caller_block (tenant_id);
SELECT guard('caller_block');
GRANT SELECT, INSERT, DELETE, UPDATE (rule, note) ON caller_block TO frontdesk_runtime;
SELECT open_door('caller_block', 'SELECT, DELETE');

CREATE TABLE screening (
  tenant_id       uuid NOT NULL PRIMARY KEY,
  agency_id       uuid NOT NULL,
  when_anonymous  text NOT NULL CHECK (when_anonymous IN ('ANSWER', 'ASK_NUMBER', 'REJECT')),
  when_forged     text NOT NULL CHECK (when_forged IN ('IGNORE', 'FLAG', 'REJECT')),
  when_unverified text NOT NULL CHECK (when_unverified IN ('IGNORE', 'FLAG', 'REJECT')),
  calls_per_hour  integer CHECK (calls_per_hour BETWEEN 1 AND 1000),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE screening IS 'What callers meet who withhold their number, show one that nobody vouches for, or call too often; no row: the defaults.';
COMMENT ON COLUMN screening.calls_per_hour IS 'Calls from one number that are answered within an hour, contacts aside; null: all.';
CREATE INDEX screening_agency ON screening (agency_id);
SELECT guard('screening');
GRANT SELECT, INSERT, DELETE, UPDATE (when_anonymous, when_forged, when_unverified, calls_per_hour) ON screening TO frontdesk_runtime;
SELECT open_door('screening', 'SELECT, INSERT');
SET ROLE frontdesk_definer;
INSERT INTO screening (tenant_id, agency_id, when_anonymous, when_forged, when_unverified)
SELECT id, agency_id, CASE WHEN refuse_anonymous THEN 'REJECT' ELSE 'ANSWER' END,
  CASE WHEN refuse_failed_attestation THEN 'REJECT' ELSE 'IGNORE' END, 'IGNORE'
FROM tenant WHERE refuse_anonymous OR NOT refuse_failed_attestation;
RESET ROLE;
REVOKE INSERT ON screening FROM frontdesk_definer;
COMMENT ON COLUMN tenant.refuse_anonymous IS 'Of the release before, while it still runs: screening.when_anonymous decides.';
COMMENT ON COLUMN tenant.refuse_failed_attestation IS 'Of the release before, while it still runs: screening.when_forged decides.';

GRANT UPDATE (revision) ON agency TO frontdesk_definer;
SET ROLE frontdesk_definer;
CREATE FUNCTION door.agency_part_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE agency SET revision = 0 WHERE id IN (SELECT agency_id FROM changed WHERE tenant_id IS NULL);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.agency_part_changed IS 'Nodes learn of what is an agency''s own.';
RESET ROLE;

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['caller_block', 'screening'] LOOP
    EXECUTE format('CREATE TRIGGER settings_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed()', part);
    EXECUTE format('CREATE TRIGGER settings_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS before NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved()', part);
    EXECUTE format('CREATE TRIGGER settings_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed()', part);
  END LOOP;
END
$$;
CREATE TRIGGER agency_added AFTER INSERT ON caller_block REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.agency_part_changed();
CREATE TRIGGER agency_changed AFTER UPDATE ON caller_block REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.agency_part_changed();
CREATE TRIGGER agency_removed AFTER DELETE ON caller_block REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.agency_part_changed();

SET ROLE frontdesk_definer;
-- Only a tenant that has any of it pays for reading its settings twice.
ALTER FUNCTION door.tenant_settings(uuid[]) RENAME TO tenant_settings_tried;
REVOKE EXECUTE ON FUNCTION door.tenant_settings_tried FROM frontdesk_runtime;
CREATE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, CASE WHEN c.care = '{}' THEN s.settings ELSE (s.settings::jsonb || c.care)::text END
  FROM door.tenant_settings_tried(p_tenants) s
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'screening', (SELECT to_jsonb(y) FROM screening y WHERE y.tenant_id = s.id),
    'blocks', (SELECT jsonb_agg(b.rule) FROM caller_block b WHERE b.tenant_id = s.id))) AS care) c
$$;
COMMENT ON FUNCTION door.tenant_settings IS 'Everything a call needs to know about some tenants, one JSON object each.';

ALTER FUNCTION door.agency_settings(uuid[]) RENAME TO agency_settings_limits;
REVOKE EXECUTE ON FUNCTION door.agency_settings_limits FROM frontdesk_runtime;
CREATE FUNCTION door.agency_settings(p_agencies uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, (s.settings::jsonb || jsonb_build_object('blocks',
    (SELECT coalesce(jsonb_agg(b.rule), '[]') FROM caller_block b WHERE b.agency_id = s.id AND b.tenant_id IS NULL)))::text
  FROM door.agency_settings_limits(p_agencies) s
$$;
COMMENT ON FUNCTION door.agency_settings IS 'What a call needs to know about some agencies, one JSON object each.';

ALTER FUNCTION door.erasure_sweep(uuid, text, integer) RENAME TO erasure_sweep_calls;
REVOKE EXECUTE ON FUNCTION door.erasure_sweep_calls FROM frontdesk_runtime;
CREATE FUNCTION door.erasure_sweep(p_erasure uuid, p_number text, p_calls integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  more boolean := door.erasure_sweep_calls(p_erasure, p_number, p_calls);
  n    bigint;
BEGIN
  IF NOT more THEN
    DELETE FROM caller_block WHERE tenant_id = nullif(current_setting('frontdesk.tenant', true), '')::uuid AND rule = p_number;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN
      UPDATE erasure SET counts = door.summed(counts, jsonb_build_object('blocks', n)) WHERE id = p_erasure;
    END IF;
  END IF;
  RETURN more;
END
$$;
COMMENT ON FUNCTION door.erasure_sweep IS 'Erases the current tenant''s caller from at most p_calls calls, and at the end from everything else; true: there is more.';
GRANT EXECUTE ON FUNCTION door.tenant_settings, door.agency_settings, door.erasure_sweep TO frontdesk_runtime;
RESET ROLE;
