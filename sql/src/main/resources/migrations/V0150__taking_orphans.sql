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

CREATE FUNCTION door.call_events_since(p_call uuid, p_node text, p_epoch integer, p_seq integer)
RETURNS TABLE (epoch integer, seq integer, at timestamptz, kind text, data text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.epoch, f.seq, f.at, f.kind, f.data::text
  FROM call_fact f JOIN call_claim c USING (call_id)
  WHERE f.call_id = p_call AND (f.epoch, f.seq) >= (p_epoch, p_seq) AND (f.kind = 'event' OR (f.epoch, f.seq) = (p_epoch, p_seq))
    AND c.owner = p_node AND c.state <> 'ended'
  ORDER BY f.epoch, f.seq
$$;
COMMENT ON FUNCTION door.call_events_since IS 'What was written of a running call from one fact on, whatever its kind, and then its events, for its owner: if that fact is there, so is everything before it.';

DROP FUNCTION door.claims_unanswered;

CREATE FUNCTION door.claims_unanswered(p_older_than interval, p_node text, p_limit integer)
RETURNS TABLE (call uuid, epoch integer, owner text, former text, endpoint uuid, offer text, attempts integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT c.call_id, c.owner AS former, c.owner = p_node
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
  RETURNING c.call_id, c.epoch, c.owner, due.former, c.endpoint_id, c.offer::text, c.attempts
$$;
COMMENT ON FUNCTION door.claims_unanswered IS 'Offers of whose decision nothing is written, each given to one asker. A node that lives keeps the call, for it may hold it already; after five times the asker gets it, under a new epoch, and is told who had it: that one may have answered it, and not written it down.';

GRANT EXECUTE ON FUNCTION door.take_orphans, door.fence_all, door.claims_moved, door.call_events_since, door.claims_unanswered TO frontdesk_runtime;
RESET ROLE;
