CREATE TABLE profile_canary (
  tenant_id  uuid NOT NULL PRIMARY KEY,
  agency_id  uuid NOT NULL,
  profile_id uuid NOT NULL,
  percent    integer NOT NULL CHECK (percent BETWEEN 1 AND 99),
  started_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE,
  FOREIGN KEY (profile_id, tenant_id) REFERENCES profile_version (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE profile_canary IS 'The version that a share of a tenant''s calls is answered with beside the published one; publishing any version ends it.';
CREATE INDEX profile_canary_agency ON profile_canary (agency_id);
CREATE INDEX profile_canary_profile ON profile_canary (profile_id);
SELECT guard('profile_canary');
GRANT SELECT, INSERT, DELETE, UPDATE (profile_id, percent, started_at) ON profile_canary TO frontdesk_runtime;
SELECT open_door('profile_canary', 'SELECT');

CREATE TRIGGER settings_added AFTER INSERT ON profile_canary REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();
CREATE TRIGGER settings_changed AFTER UPDATE ON profile_canary REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved();
CREATE TRIGGER settings_removed AFTER DELETE ON profile_canary REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed();

CREATE FUNCTION publishing_ends_canary() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM profile_canary WHERE tenant_id = NEW.tenant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER publishing_ends_canary AFTER UPDATE OF state ON profile_version
  FOR EACH ROW WHEN (NEW.state = 'published' AND OLD.state <> 'published') EXECUTE FUNCTION publishing_ends_canary();

SET ROLE frontdesk_definer;
-- Only a tenant with a canary pays for reading its settings twice.
ALTER FUNCTION door.tenant_settings(uuid[]) RENAME TO tenant_settings_published;
REVOKE EXECUTE ON FUNCTION door.tenant_settings_published FROM frontdesk_runtime;
CREATE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version,
    CASE WHEN c.canary IS NULL THEN s.settings ELSE (s.settings::jsonb || jsonb_build_object('canary', c.canary))::text END
  FROM door.tenant_settings_published(p_tenants) s
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('percent', y.percent, 'profile', to_jsonb(p) || jsonb_build_object('knowledge',
        (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.place, k.title) FROM knowledge_article k WHERE k.profile_id = p.id))) AS canary
    FROM profile_canary y JOIN profile_version p ON p.id = y.profile_id
    WHERE y.tenant_id = s.id AND p.state = 'archived') c ON true
$$;
COMMENT ON FUNCTION door.tenant_settings IS 'Everything a call needs to know about some tenants, one JSON object each; with the canary, if there is one.';
GRANT EXECUTE ON FUNCTION door.tenant_settings TO frontdesk_runtime;
RESET ROLE;
