-- An agency is made in a transaction of its own scope, with the audit entry that tells of it.
GRANT INSERT ON agency TO frontdesk_runtime;

SET ROLE frontdesk_definer;

CREATE FUNCTION door.agencies_page(p_after text, p_limit integer) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.name FROM agency a WHERE p_after IS NULL OR a.name > p_after ORDER BY a.name LIMIT p_limit
$$;

GRANT EXECUTE ON FUNCTION door.agencies_page TO frontdesk_runtime;
RESET ROLE;
