SET ROLE frontdesk_definer;

CREATE FUNCTION door.nodes_alive(p_role text) RETURNS TABLE (id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.id FROM node n
  WHERE n.lease_until > clock_timestamp() AND p_role = ANY (string_to_array(n.roles, ','))
$$;
COMMENT ON FUNCTION door.nodes_alive IS 'Nodes with this role whose lease runs: among them the calls of a lost one are split.';

CREATE FUNCTION door.call_offer(p_call uuid, p_node text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT offer::text FROM call_claim WHERE call_id = p_call AND owner = p_node AND state <> 'ended'
$$;
COMMENT ON FUNCTION door.call_offer IS 'What was offered of a running call, for its owner; null for anybody else.';

CREATE FUNCTION door.call_events(p_call uuid, p_node text)
RETURNS TABLE (epoch integer, seq integer, at timestamptz, data text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.epoch, f.seq, f.at, f.data::text
  FROM call_fact f JOIN call_claim c USING (call_id)
  WHERE f.call_id = p_call AND f.kind = 'event' AND c.owner = p_node AND c.state <> 'ended'
  ORDER BY f.epoch, f.seq
$$;
COMMENT ON FUNCTION door.call_events IS 'The events of a running call in the order in which its owners saw them, for its owner: what it rebuilds the call from.';

GRANT EXECUTE ON FUNCTION door.nodes_alive, door.call_offer, door.call_events TO frontdesk_runtime;
RESET ROLE;
