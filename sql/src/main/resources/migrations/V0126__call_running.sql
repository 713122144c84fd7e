SET ROLE frontdesk_definer;
CREATE FUNCTION door.call_running(p_call uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM call_claim WHERE call_id = p_call AND state <> 'ended')
$$;
COMMENT ON FUNCTION door.call_running IS 'Whether a call is claimed and not over, so that whoever its claim names next answers for it.';

GRANT EXECUTE ON FUNCTION door.call_running TO frontdesk_runtime;
RESET ROLE;
