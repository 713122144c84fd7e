-- Keys of the platform have no agency; what a key may do is its role.
ALTER TABLE api_key
  ALTER COLUMN agency_id DROP NOT NULL,
  ALTER COLUMN role DROP DEFAULT,
  ADD COLUMN hint text NOT NULL DEFAULT '',
  ADD COLUMN last_used_at timestamptz,
  ADD CONSTRAINT api_key_role CHECK (
    role = 'platform' AND agency_id IS NULL AND tenant_id IS NULL
    OR role = 'agency' AND agency_id IS NOT NULL AND tenant_id IS NULL
    OR role IN ('tenant', 'viewer', 'control') AND agency_id IS NOT NULL AND tenant_id IS NOT NULL);
COMMENT ON TABLE api_key IS 'Keys of the admin API: random, shown once, kept as SHA-256 only. Without a tenant it is the agency''s, without an agency the platform''s.';
COMMENT ON COLUMN api_key.hint IS 'The first characters of the key, by which people tell keys apart.';
COMMENT ON COLUMN api_key.last_used_at IS 'To the minute.';
GRANT INSERT, UPDATE (revoked_at, last_used_at) ON api_key TO frontdesk_definer;

-- All nodes forget a key at once.
CREATE FUNCTION api_key_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('frontdesk_keys', OLD.id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER key_changed AFTER UPDATE OF role, expires_at, revoked_at OR DELETE ON api_key
  FOR EACH ROW EXECUTE FUNCTION api_key_changed();

SET ROLE frontdesk_definer;

DROP FUNCTION door.api_key(bytea);
CREATE FUNCTION door.api_key(p_sha256 bytea)
RETURNS TABLE (id uuid, tenant uuid, agency uuid, name text, role text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.id, k.tenant_id, k.agency_id, k.name, k.role, k.expires_at FROM api_key k
  WHERE k.sha256 = p_sha256 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

CREATE FUNCTION door.api_key_used(p_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE api_key SET last_used_at = now()
  WHERE id = p_id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
$$;

CREATE FUNCTION door.platform_key_create(p_id uuid, p_name text, p_sha256 bytea, p_hint text, p_expires_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO api_key (id, name, role, sha256, hint, expires_at) VALUES (p_id, p_name, 'platform', p_sha256, p_hint, p_expires_at)
$$;

CREATE FUNCTION door.platform_key_revoke(p_id uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH revoked AS (
    UPDATE api_key SET revoked_at = now() WHERE id = p_id AND role = 'platform' AND revoked_at IS NULL RETURNING id)
  SELECT EXISTS (SELECT FROM revoked)
$$;

GRANT EXECUTE ON FUNCTION door.api_key, door.api_key_used, door.platform_key_create, door.platform_key_revoke TO frontdesk_runtime;
RESET ROLE;
