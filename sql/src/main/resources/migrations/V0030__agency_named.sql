SET ROLE frontdesk_definer;

CREATE FUNCTION door.agency_named(p_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  known uuid;
BEGIN
  SELECT a.id INTO known FROM agency a WHERE a.name = p_name;
  IF NOT FOUND THEN
    INSERT INTO agency (name) VALUES (p_name) ON CONFLICT (name) DO NOTHING;
    -- Read, not returned by the insert: someone else may have made it at the same moment.
    SELECT a.id INTO known FROM agency a WHERE a.name = p_name;
  END IF;
  RETURN known;
END
$$;
COMMENT ON FUNCTION door.agency_named IS 'The agency of that name, made in the caller''s transaction if there is none.';

GRANT EXECUTE ON FUNCTION door.agency_named TO frontdesk_runtime;
RESET ROLE;
