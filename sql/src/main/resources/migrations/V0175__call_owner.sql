SET ROLE frontdesk_definer;
CREATE FUNCTION door.call_owner(p_call uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT owner FROM call_claim WHERE call_id = p_call AND state <> 'ended'
$$;
COMMENT ON FUNCTION door.call_owner IS 'The node that holds a call, or held it last, while the call is not over: whoever has its media stream asks that node for it.';

GRANT EXECUTE ON FUNCTION door.call_owner TO frontdesk_runtime;
RESET ROLE;
