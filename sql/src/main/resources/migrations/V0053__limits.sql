-- Budgets and live calls of agencies, and what a caller meets when one is used up.
ALTER TABLE tenant
  ADD COLUMN exceeded_code     integer CHECK (exceeded_code BETWEEN 300 AND 699),
  ADD COLUMN exceeded_sentence text NOT NULL DEFAULT '' CHECK (length(exceeded_sentence) <= 200);
COMMENT ON COLUMN tenant.exceeded_code IS 'SIP code for callers beyond a limit, the tenant''s or its agency''s; null: 486 for too many calls, 503 for a spent budget.';
COMMENT ON COLUMN tenant.exceeded_sentence IS 'Said to such callers before hanging up, in place of a SIP code; blank: they get the code.';
GRANT UPDATE (exceeded_code, exceeded_sentence) ON tenant TO frontdesk_runtime;

ALTER TABLE agency
  ADD COLUMN concurrent_calls      integer NOT NULL DEFAULT 1000000 CHECK (concurrent_calls BETWEEN 0 AND 1000000),
  ADD COLUMN monthly_budget_micros bigint CHECK (monthly_budget_micros >= 0),
  ADD COLUMN IF NOT EXISTS revision bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN agency.concurrent_calls IS 'Live calls of all its tenants together; set by the platform.';
COMMENT ON COLUMN agency.monthly_budget_micros IS 'Cost of all its tenants together, each in its own calendar''s month; set by the platform; null: no budget.';
COMMENT ON COLUMN agency.revision IS 'Rises with every change; set by trigger.';
GRANT UPDATE (concurrent_calls, monthly_budget_micros) ON agency TO frontdesk_definer;
CREATE OR REPLACE TRIGGER revised BEFORE INSERT OR UPDATE ON agency FOR EACH ROW EXECUTE FUNCTION door.settings_revised();

SET ROLE frontdesk_definer;
CREATE FUNCTION door.spent_this_month(p_tenant uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT s.cost_micros FROM spending s JOIN tenant t ON t.id = s.tenant_id
    WHERE t.id = p_tenant AND s.month = date_trunc('month', now() AT TIME ZONE t.zone)::date), 0)
$$;
COMMENT ON FUNCTION door.spent_this_month IS 'Cost of the month that it is now in the tenant''s zone.';

CREATE FUNCTION door.agency_spent_this_month(p_agency uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(sum(s.cost_micros), 0)::bigint FROM spending s JOIN tenant t ON t.id = s.tenant_id
  WHERE s.agency_id = p_agency AND s.month = date_trunc('month', now() AT TIME ZONE t.zone)::date
$$;

-- Of this month, not of all: a month that begins is a change too, or who has spent its budget would stay refused.
CREATE OR REPLACE FUNCTION door.settings_revision() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT concat_ws('.',
    (SELECT count(*) || '.' || coalesce(sum(revision), 0) FROM tenant),
    (SELECT count(*) || '.' || coalesce(sum(revision), 0) FROM endpoint),
    (SELECT count(*) || '.' || coalesce(sum(revision), 0) FROM agency),
    (SELECT coalesce(sum(s.cost_micros), 0) FROM spending s JOIN tenant t ON t.id = s.tenant_id JOIN agency a ON a.id = t.agency_id
      WHERE s.month = date_trunc('month', now() AT TIME ZONE t.zone)::date
        AND (t.monthly_budget_micros IS NOT NULL OR a.monthly_budget_micros IS NOT NULL)))
$$;

CREATE OR REPLACE FUNCTION door.settings_versions() RETURNS TABLE (kind text, id uuid, version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'tenant', t.id, t.revision || '.' || CASE WHEN t.monthly_budget_micros IS NULL THEN 0 ELSE door.spent_this_month(t.id) END
  FROM tenant t
  UNION ALL
  SELECT 'endpoint', e.id, e.revision::text FROM endpoint e
  UNION ALL
  SELECT 'agency', a.id, a.revision || '.' || CASE WHEN a.monthly_budget_micros IS NULL THEN 0 ELSE door.agency_spent_this_month(a.id) END
  FROM agency a
$$;

CREATE OR REPLACE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.id,
    t.revision || '.' || CASE WHEN t.monthly_budget_micros IS NULL THEN 0 ELSE door.spent_this_month(t.id) END,
    (to_jsonb(t) || jsonb_build_object(
    'spent', door.spent_this_month(t.id),
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

CREATE FUNCTION door.agency_settings(p_agencies uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.revision || '.' || CASE WHEN a.monthly_budget_micros IS NULL THEN 0 ELSE door.agency_spent_this_month(a.id) END,
    jsonb_build_object('id', a.id, 'concurrent_calls', a.concurrent_calls, 'monthly_budget_micros', a.monthly_budget_micros,
      'spent', door.agency_spent_this_month(a.id))::text
  FROM agency a WHERE a.id = ANY (p_agencies)
$$;
COMMENT ON FUNCTION door.agency_settings IS 'What a call needs to know about some agencies, one JSON object each.';

CREATE FUNCTION door.agency_limit(p_agency uuid, p_concurrent_calls integer, p_monthly_budget_micros bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE agency SET concurrent_calls = p_concurrent_calls, monthly_budget_micros = p_monthly_budget_micros WHERE id = p_agency;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION door.agency_limit IS 'Sets what all tenants of an agency may use together; false if there is no such agency.';
GRANT EXECUTE ON FUNCTION door.agency_settings, door.agency_limit TO frontdesk_runtime;
RESET ROLE;
