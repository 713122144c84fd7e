-- Who steers a call asks the node that owns it.
GRANT SELECT (call_id, tenant_id, agency_id, owner, state) ON call_claim TO frontdesk_runtime;

SET ROLE frontdesk_definer;

CREATE FUNCTION door.tenant_of_call(p_call uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT tenant_id FROM call_claim WHERE call_id = p_call
$$;
COMMENT ON FUNCTION door.tenant_of_call IS 'Whose call it is, for the platform''s operator, who steers it without naming the tenant.';

GRANT EXECUTE ON FUNCTION door.tenant_of_call TO frontdesk_runtime;
RESET ROLE;
