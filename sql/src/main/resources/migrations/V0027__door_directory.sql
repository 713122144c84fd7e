SET ROLE frontdesk_definer;

CREATE FUNCTION door.settings_revision() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT concat_ws('.',
    (SELECT count(*) || '.' || coalesce(sum(revision), 0) FROM tenant),
    (SELECT count(*) || '.' || coalesce(sum(revision), 0) FROM endpoint),
    (SELECT coalesce(sum(cost_micros), 0) FROM spending s JOIN tenant t ON t.id = s.tenant_id WHERE t.monthly_budget_micros IS NOT NULL))
$$;
COMMENT ON FUNCTION door.settings_revision IS 'Differs after any committed change. Sums, not the highest: a revision drawn early may be committed late.';

CREATE FUNCTION door.settings_versions() RETURNS TABLE (kind text, id uuid, version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'tenant', t.id, t.revision || '.' || CASE WHEN t.monthly_budget_micros IS NULL THEN 0 ELSE
    coalesce((SELECT sum(s.cost_micros) FROM spending s WHERE s.tenant_id = t.id), 0) END
  FROM tenant t
  UNION ALL
  SELECT 'endpoint', e.id, e.revision::text FROM endpoint e
$$;

CREATE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.id,
    t.revision || '.' || CASE WHEN t.monthly_budget_micros IS NULL THEN 0 ELSE
      coalesce((SELECT sum(s.cost_micros) FROM spending s WHERE s.tenant_id = t.id), 0) END,
    (to_jsonb(t) || jsonb_build_object(
    'spent', coalesce((SELECT s.cost_micros FROM spending s
      WHERE s.tenant_id = t.id AND s.month = date_trunc('month', now() AT TIME ZONE t.zone)::date), 0),
    'numbers', (SELECT jsonb_agg(jsonb_build_object('number', n.e164, 'endpoint', n.endpoint_id)) FROM phone_number n WHERE n.tenant_id = t.id),
    'contacts', (SELECT jsonb_agg(to_jsonb(c)) FROM contact c WHERE c.tenant_id = t.id),
    'targets', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.place, r.key) FROM transfer_target r WHERE r.tenant_id = t.id),
    'week', (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.day, o.opens) FROM opening_span o WHERE o.tenant_id = t.id),
    'holidays', (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.day) FROM holiday h WHERE h.tenant_id = t.id),
    'profile', (SELECT to_jsonb(p) || jsonb_build_object('knowledge',
        (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.place, k.title) FROM knowledge_article k WHERE k.profile_id = p.id))
      FROM profile_version p WHERE p.tenant_id = t.id AND p.state = 'published')))::text
  FROM tenant t WHERE t.id = ANY (p_tenants)
$$;
COMMENT ON FUNCTION door.tenant_settings IS 'Everything a call needs to know about some tenants, one JSON object each.';

CREATE FUNCTION door.endpoint_settings(p_endpoints uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.id, e.revision::text, (to_jsonb(e) || jsonb_build_object('secrets',
    (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'sealed', encode(s.sealed, 'base64'),
        'wrapped', encode(k.wrapped, 'base64'), 'master_version', k.master_version) ORDER BY s.created_at DESC, s.id)
      FROM endpoint_secret s JOIN data_key k ON k.id = s.data_key_id WHERE s.endpoint_id = e.id)))::text
  FROM endpoint e WHERE e.id = ANY (p_endpoints)
$$;
COMMENT ON FUNCTION door.endpoint_settings IS 'Endpoints with their secrets, which stay encrypted.';

CREATE FUNCTION door.api_key(p_sha256 bytea) RETURNS TABLE (id uuid, tenant uuid, agency uuid, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.id, k.tenant_id, k.agency_id, k.name, k.role FROM api_key k
  WHERE k.sha256 = p_sha256 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

GRANT EXECUTE ON FUNCTION door.settings_revision, door.settings_versions, door.tenant_settings, door.endpoint_settings, door.api_key
  TO frontdesk_runtime;
RESET ROLE;
