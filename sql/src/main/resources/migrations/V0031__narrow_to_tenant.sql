CREATE FUNCTION narrow_to_tenant(p_tenant uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Said in words although row-level security says it too: a role that it does not bind may call this.
  IF NOT EXISTS (
    SELECT FROM tenant t
    WHERE t.id = p_tenant AND t.agency_id = nullif(current_setting('frontdesk.agency', true), '')::uuid) THEN
    RAISE EXCEPTION 'the tenant is not this agency''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('frontdesk.tenant', p_tenant::text, true), set_config('frontdesk.agency', '', true);
END
$$;
COMMENT ON FUNCTION narrow_to_tenant IS 'Makes the rest of an agency''s transaction that of one of its tenants; refused for anyone else''s. Runs as its caller: it opens nothing.';
REVOKE ALL ON FUNCTION narrow_to_tenant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION narrow_to_tenant TO frontdesk_runtime;
