-- A hang-up that the provider did not take has its trouble as result; few ever do.
CREATE INDEX effect_hang_up_failed ON effect (claimed_at) WHERE kind = 'hang-up' AND finished_at IS NOT NULL;

SET ROLE frontdesk_definer;

CREATE FUNCTION door.claims_of(p_node text, p_older_than interval, p_limit integer) RETURNS TABLE (call uuid, epoch integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT call_id, epoch FROM call_claim
  WHERE owner = p_node AND state = 'decided' AND received_at < clock_timestamp() - p_older_than
  ORDER BY received_at LIMIT p_limit
$$;
COMMENT ON FUNCTION door.claims_of IS 'The running calls that a node owns: it looks whether it drives them.';

CREATE FUNCTION door.hang_ups_failed(p_younger_than interval, p_limit integer)
RETURNS TABLE (call uuid, endpoint uuid, provider_call text, trouble text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.call_id, c.endpoint_id, c.provider_call_id, e.result ->> 'trouble'
  FROM effect e JOIN call_claim c USING (call_id)
  WHERE e.kind = 'hang-up' AND e.finished_at IS NOT NULL AND e.result ->> 'trouble' IS NOT NULL
    AND e.claimed_at > clock_timestamp() - p_younger_than
  ORDER BY e.claimed_at LIMIT p_limit
$$;
COMMENT ON FUNCTION door.hang_ups_failed IS 'Calls that are over for us and may run on at the provider, where they are paid for.';

CREATE FUNCTION door.hang_up_settled(p_call uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE effect SET result = '{"done":true}', finished_at = clock_timestamp()
  WHERE call_id = p_call AND kind = 'hang-up' AND result ->> 'trouble' IS NOT NULL
$$;
COMMENT ON FUNCTION door.hang_up_settled IS 'The provider does not run the call any more.';

GRANT EXECUTE ON FUNCTION door.claims_of, door.hang_ups_failed, door.hang_up_settled TO frontdesk_runtime;
RESET ROLE;
