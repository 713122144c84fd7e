SET ROLE frontdesk_definer;

CREATE FUNCTION door.agency_create(p_id uuid, p_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO agency (id, name) VALUES (p_id, p_name)
$$;

CREATE FUNCTION door.agency_by_name(p_name text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM agency WHERE name = p_name
$$;

CREATE FUNCTION door.agencies() RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.name FROM agency a ORDER BY a.name
$$;

CREATE FUNCTION door.platform_endpoint_create(p_id uuid, p_provider text, p_name text, p_base_url text, p_default_number text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO endpoint (id, provider, name, base_url, default_number) VALUES (p_id, p_provider, p_name, p_base_url, p_default_number)
$$;
COMMENT ON FUNCTION door.platform_endpoint_create IS 'An endpoint of the platform; its secrets come from the environment, never from a table.';

GRANT EXECUTE ON FUNCTION door.agency_create, door.agency_by_name, door.agencies, door.platform_endpoint_create TO frontdesk_runtime;
RESET ROLE;
