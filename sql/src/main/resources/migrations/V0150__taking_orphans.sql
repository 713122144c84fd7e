SET ROLE frontdesk_definer;

CREATE FUNCTION door.take_orphans(p_calls uuid[], p_epochs integer[], p_node text)
RETURNS TABLE (call uuid, epoch integer, offer text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT c.call_id
    FROM unnest(p_calls, p_epochs) AS seen (call_id, epoch)
    JOIN call_claim c ON c.call_id = seen.call_id AND c.epoch = seen.epoch
    WHERE c.state = 'decided'
      AND NOT EXISTS (SELECT FROM node n WHERE n.id = c.owner AND n.lease_until > clock_timestamp())
    FOR UPDATE OF c SKIP LOCKED)
  UPDATE call_claim c SET owner = p_node, epoch = c.epoch + 1
  FROM due WHERE c.call_id = due.call_id
  RETURNING c.call_id, c.epoch, c.offer::text
$$;
COMMENT ON FUNCTION door.take_orphans IS 'Takes over those of the calls whose owner''s lease has lapsed, now and not only when they were looked for: their new epochs, and what was offered.';

CREATE FUNCTION door.fence_all(p_calls uuid[], p_epochs integer[], p_node text) RETURNS TABLE (call uuid, epoch integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT c.call_id
    FROM unnest(p_calls, p_epochs) AS seen (call_id, epoch)
    JOIN call_claim c ON c.call_id = seen.call_id AND c.epoch = seen.epoch
    WHERE c.state <> 'ended'
    ORDER BY c.call_id
    FOR UPDATE OF c)
  UPDATE call_claim c SET owner = p_node, epoch = c.epoch + 1
  FROM due WHERE c.call_id = due.call_id
  RETURNING c.call_id, c.epoch
$$;
COMMENT ON FUNCTION door.fence_all IS 'As fence, for many calls at once: those that became the node''s, with their new epochs.';

CREATE FUNCTION door.claims_moved(p_calls uuid[], p_epochs integer[], p_node text)
RETURNS TABLE (call uuid, epoch integer, owned boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.call_id, c.epoch, c.owner = p_node
  FROM unnest(p_calls, p_epochs) AS seen (call_id, epoch)
  JOIN call_claim c ON c.call_id = seen.call_id AND c.epoch > seen.epoch
$$;
COMMENT ON FUNCTION door.claims_moved IS 'Those of the calls that are under a newer epoch than a node knows, and whether they are that node''s.';

GRANT EXECUTE ON FUNCTION door.take_orphans, door.fence_all, door.claims_moved TO frontdesk_runtime;
RESET ROLE;
