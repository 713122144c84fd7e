ALTER TABLE node ADD COLUMN draining boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN node.draining IS 'The node hands its calls over and is given no more; it still acts for those it has.';

SET ROLE frontdesk_definer;

CREATE FUNCTION door.lease_renew(p_node text, p_roles text, p_for interval, p_draining boolean) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO node (id, roles, lease_until, draining) VALUES (p_node, p_roles, clock_timestamp() + p_for, p_draining)
  ON CONFLICT (id) DO UPDATE SET roles = excluded.roles, lease_until = excluded.lease_until, draining = excluded.draining
  RETURNING lease_until
$$;
COMMENT ON FUNCTION door.lease_renew(text, text, interval, boolean) IS 'Extends a node''s right to act, and says whether it wants no more calls. Nodes of an earlier release call the form without the last parameter.';

CREATE OR REPLACE FUNCTION door.nodes_alive(p_role text) RETURNS TABLE (id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.id FROM node n
  WHERE n.lease_until > clock_timestamp() AND NOT n.draining AND p_role = ANY (string_to_array(n.roles, ','))
$$;
COMMENT ON FUNCTION door.nodes_alive IS 'Nodes with this role whose lease runs and which do not drain: among them calls are split.';

CREATE FUNCTION door.offers_open(p_node text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM call_claim WHERE owner = p_node AND state = 'offered'
$$;
COMMENT ON FUNCTION door.offers_open IS 'Calls that are to become this node''s and are not decided yet: it does not leave before they are.';

GRANT EXECUTE ON FUNCTION door.lease_renew(text, text, interval, boolean), door.offers_open TO frontdesk_runtime;
RESET ROLE;
