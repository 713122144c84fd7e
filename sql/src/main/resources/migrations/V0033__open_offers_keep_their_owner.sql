SET ROLE frontdesk_definer;

DROP FUNCTION door.claims_unanswered;

CREATE FUNCTION door.claims_unanswered(p_older_than interval, p_node text, p_limit integer)
RETURNS TABLE (call uuid, epoch integer, owner text, endpoint uuid, offer text, attempts integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT c.call_id, c.owner = p_node
        OR c.attempts < 5 AND EXISTS (SELECT FROM node n WHERE n.id = c.owner AND n.lease_until > clock_timestamp()) AS keeps
    FROM call_claim c
    WHERE state = 'offered' AND offered_at < clock_timestamp() - p_older_than
      -- A node that lives may only be slow: it is given ten seconds, unless it asks itself.
      AND (c.owner = p_node OR offered_at < clock_timestamp() - interval '10 s'
        OR NOT EXISTS (SELECT FROM node n WHERE n.id = c.owner AND n.lease_until > clock_timestamp()))
    ORDER BY offered_at LIMIT p_limit
    FOR UPDATE OF c SKIP LOCKED)
  UPDATE call_claim c
  SET owner = CASE WHEN due.keeps THEN c.owner ELSE p_node END, epoch = CASE WHEN due.keeps THEN c.epoch ELSE c.epoch + 1 END,
    attempts = c.attempts + 1, offered_at = clock_timestamp()
  FROM due WHERE c.call_id = due.call_id
  RETURNING c.call_id, c.epoch, c.owner, c.endpoint_id, c.offer::text, c.attempts
$$;
COMMENT ON FUNCTION door.claims_unanswered IS 'Offers that nobody decided in time, each given to one asker. A node that lives keeps the call, for it may hold it already; after five times the asker gets it, under a new epoch.';

GRANT EXECUTE ON FUNCTION door.claims_unanswered TO frontdesk_runtime;
RESET ROLE;
