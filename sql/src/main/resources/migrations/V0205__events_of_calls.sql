SET ROLE frontdesk_definer;

DROP FUNCTION door.call_events_since;

CREATE FUNCTION door.events_since(p_calls uuid[], p_epochs integer[], p_seqs integer[], p_node text)
RETURNS TABLE (call uuid, epoch integer, seq integer, at timestamptz, kind text, data text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.call_id, f.epoch, f.seq, f.at, f.kind, f.data::text
  FROM unnest(p_calls, p_epochs, p_seqs) AS known (call_id, epoch, seq)
  JOIN call_claim c ON c.call_id = known.call_id AND c.owner = p_node AND c.state <> 'ended'
  JOIN call_fact f ON f.call_id = known.call_id AND (f.epoch, f.seq) >= (known.epoch, known.seq)
    AND (f.kind = 'event' OR (f.epoch, f.seq) = (known.epoch, known.seq))
  ORDER BY f.call_id, f.epoch, f.seq
$$;
COMMENT ON FUNCTION door.events_since IS 'What was written of running calls, each from one fact on, whatever its kind, and then its events, for their owner: if that fact is there, so is everything before it. For many calls at once: a node that takes hundreds over waits for few answers.';

GRANT EXECUTE ON FUNCTION door.events_since TO frontdesk_runtime;
