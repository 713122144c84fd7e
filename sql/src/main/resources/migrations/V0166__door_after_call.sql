-- How nodes take ended calls and say what they made of them.
SET ROLE frontdesk_definer;

CREATE FUNCTION door.call_story(p_call uuid) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT json_build_object(
    'decision', c.decision, 'outcome', coalesce(c.outcome, ''), 'caller', left(coalesce((SELECT n.name FROM contact n WHERE n.id = c.contact_id), c.caller_name, ''), 120), 'known', c.contact_id IS NOT NULL,
    'answered', c.answered_at IS NOT NULL,
    'seconds', greatest(0, round(extract(epoch FROM c.ended_at - coalesce(c.answered_at, c.received_at))))::bigint,
    'emergency', EXISTS (SELECT FROM call_fact f WHERE f.call_id = c.id AND f.kind = 'emergency'),
    'messages', coalesce((SELECT json_agg(json_build_object('from', left(m.from_name, 120), 'urgent', m.urgent, 'body', left(m.body, 2000)) ORDER BY m.taken_at, m.id)
      FROM (SELECT * FROM message WHERE call_id = c.id ORDER BY taken_at, id LIMIT 10) m), '[]'),
    'transfers', coalesce((SELECT json_agg(json_build_object('target', coalesce(t.target_key, ''), 'outcome', coalesce(t.outcome, '')) ORDER BY t.begun_at, t.attempt)
      FROM (SELECT * FROM transfer_attempt WHERE call_id = c.id ORDER BY begun_at, attempt LIMIT 10) t), '[]'),
    'said', coalesce((SELECT json_agg(json_build_object('caller', u.side = 'caller', 'text', left(u.body, 1000)) ORDER BY u.place, u.started_at, u.item)
      FROM (SELECT * FROM utterance WHERE call_id = c.id AND body <> '' ORDER BY place, started_at, item LIMIT 400) u), '[]'))
  FROM call c WHERE c.id = p_call
$$;
COMMENT ON FUNCTION door.call_story IS 'What is known of an ended call and matters to a reader; the first 400 utterances.';

CREATE FUNCTION door.after_call_take(p_node text, p_lease interval, p_quiet interval, p_limit integer)
RETURNS TABLE (call uuid, tenant uuid, endpoint uuid, attempt integer, wanted boolean, affordable boolean, language text, tags text[], story text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT q.call_id FROM after_call q
    WHERE q.due_at <= clock_timestamp() - p_quiet AND (q.leased_until IS NULL OR q.leased_until <= clock_timestamp())
    ORDER BY q.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE after_call q SET leased_by = p_node, leased_until = clock_timestamp() + p_lease, attempts = q.attempts + 1
    FROM due WHERE q.call_id = due.call_id
    RETURNING q.*
  )
  SELECT c.id, c.tenant_id, c.endpoint_id, q.attempts, coalesce(s.enabled, true),
    (t.monthly_budget_micros IS NULL OR door.spent_this_month(t.id) < t.monthly_budget_micros)
      AND (a.monthly_budget_micros IS NULL OR door.agency_spent_this_month(a.id) < a.monthly_budget_micros),
    coalesce(s.language, t.locale), coalesce(s.tags, '{}'), door.call_story(c.id)::text
  FROM taken q JOIN call c ON c.id = q.call_id JOIN tenant t ON t.id = c.tenant_id JOIN agency a ON a.id = t.agency_id
  LEFT JOIN summary_setting s ON s.tenant_id = t.id
$$;
COMMENT ON FUNCTION door.after_call_take IS 'Calls that ended p_quiet ago or earlier, so that late facts are in, each leased to one node; affordable: no budget is spent.';

CREATE FUNCTION door.after_call_settle(
  p_call uuid, p_node text, p_attempt integer, p_body text, p_sentiment text, p_tags text[], p_follow_ups text[], p_model text)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ended call;
BEGIN
  -- An erasure is either over or waits for this.
  PERFORM pg_advisory_xact_lock(2, hashtext(p_call::text) & 255);
  SELECT * INTO ended FROM call WHERE id = p_call AND erased_at IS NULL AND content_gone_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM after_call WHERE call_id = p_call AND leased_by = p_node AND attempts = p_attempt;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO call_summary (call_id, tenant_id, agency_id, body, sentiment, tags, follow_ups, model)
  VALUES (p_call, ended.tenant_id, ended.agency_id, p_body, p_sentiment, p_tags, p_follow_ups, p_model);
  PERFORM door.tell(ended.tenant_id, ended.agency_id, p_call, 'call.summarised', clock_timestamp(), json_build_object(
    'call', p_call, 'tenant', ended.tenant_id, 'outcome', ended.outcome, 'sentiment', p_sentiment, 'tags', p_tags,
    'summary', p_body, 'followUps', p_follow_ups, 'caller', ended.caller, 'callerName', ended.caller_name, 'dialled', ended.dialled));
  RETURN true;
END
$$;
COMMENT ON FUNCTION door.after_call_settle IS 'Stores and tells what was made of a call; false: it was erased, or is another node''s by now, and nothing is stored.';

CREATE FUNCTION door.after_call_spent(p_call uuid, p_usage text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  spent call_fact;
BEGIN
  PERFORM pg_advisory_xact_lock(2, hashtext(p_call::text) & 255);
  SELECT c.id, 0, 0, c.tenant_id, c.agency_id, clock_timestamp(), 'usage', p_usage::json
  INTO spent.call_id, spent.epoch, spent.seq, spent.tenant_id, spent.agency_id, spent.at, spent.kind, spent.data
  FROM call c WHERE c.id = p_call;
  IF FOUND THEN
    PERFORM door.journal_project(ARRAY[spent]);
  END IF;
END
$$;
COMMENT ON FUNCTION door.after_call_spent IS 'Counts what a text model cost into the call, the month and the budgets, whatever becomes of what it wrote.';

CREATE FUNCTION door.after_call_later(p_call uuid, p_node text, p_attempt integer, p_in interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE after_call SET due_at = clock_timestamp() + p_in, leased_by = NULL, leased_until = NULL
  WHERE call_id = p_call AND leased_by = p_node AND attempts = p_attempt
$$;

CREATE FUNCTION door.after_call_release(p_node text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE after_call SET leased_by = NULL, leased_until = NULL, attempts = attempts - 1 WHERE leased_by = p_node
$$;
COMMENT ON FUNCTION door.after_call_release IS 'A node that stops gives back what it is at, as if it had not tried.';

GRANT EXECUTE ON FUNCTION door.after_call_take, door.after_call_settle, door.after_call_spent, door.after_call_later, door.after_call_release
  TO frontdesk_runtime;
RESET ROLE;
