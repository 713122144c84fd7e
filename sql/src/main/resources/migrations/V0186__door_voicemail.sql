-- How nodes are told of recordings, fetch them, and say what they are.
SET ROLE frontdesk_definer;

CREATE FUNCTION door.voicemail_recorded(
  p_endpoint uuid, p_call uuid, p_tenant uuid, p_recording text, p_caller text, p_seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- An erasure is either over or waits for this.
  PERFORM pg_advisory_xact_lock(2, hashtext(p_call::text) & 255);
  INSERT INTO voicemail (tenant_id, agency_id, endpoint_id, recording, call_id, caller, seconds)
  SELECT t.id, t.agency_id, c.endpoint_id, p_recording, c.call_id, p_caller, p_seconds
  -- The claim names the tenant once the call is opened; until then the endpoint must reach the one that is asked for.
  FROM call_claim c JOIN tenant t ON t.id = coalesce(c.tenant_id, p_tenant)
  WHERE c.call_id = p_call AND c.endpoint_id = p_endpoint
    AND (c.tenant_id IS NOT NULL
      OR EXISTS (SELECT FROM phone_number n WHERE n.endpoint_id = c.endpoint_id AND n.tenant_id = t.id)
      OR EXISTS (SELECT FROM endpoint e WHERE e.id = c.endpoint_id AND e.tenant_id = t.id))
    AND NOT EXISTS (SELECT FROM call e WHERE e.id = p_call AND e.erased_at IS NOT NULL)
  ON CONFLICT (endpoint_id, recording) DO NOTHING;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION door.voicemail_recorded IS 'A recording that is to be fetched; told twice it is one. False: known, or not this tenant''s, or its caller was erased.';

CREATE FUNCTION door.voicemail_take(p_node text, p_lease interval, p_limit integer)
RETURNS TABLE (id uuid, tenant uuid, call uuid, endpoint uuid, recording text, seconds integer, attempt integer, fetched boolean,
  transcribed boolean, language text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT v.id FROM voicemail v
    WHERE v.due_at <= clock_timestamp() AND (v.leased_until IS NULL OR v.leased_until <= clock_timestamp())
    ORDER BY v.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE voicemail v SET leased_by = p_node, leased_until = clock_timestamp() + p_lease, attempts = v.attempts + 1
    FROM due WHERE v.id = due.id
    RETURNING v.*
  )
  SELECT k.id, k.tenant_id, k.call_id, k.endpoint_id, k.recording, k.seconds, k.attempts, k.message_id IS NOT NULL,
    coalesce(s.transcribed, true)
      AND (t.monthly_budget_micros IS NULL OR door.spent_this_month(t.id) < t.monthly_budget_micros)
      AND (a.monthly_budget_micros IS NULL OR door.agency_spent_this_month(a.id) < a.monthly_budget_micros),
    t.locale
  FROM taken k JOIN tenant t ON t.id = k.tenant_id JOIN agency a ON a.id = k.agency_id
  LEFT JOIN voicemail_setting s ON s.tenant_id = t.id
$$;
COMMENT ON FUNCTION door.voicemail_take IS 'Recordings that are to be fetched, or deleted at the carrier once fetched, each leased to one node.';

CREATE FUNCTION door.voicemail_settle(
  p_id uuid, p_node text, p_attempt integer, p_media_type text, p_audio bytea, p_body text, p_at_carrier boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  kept   voicemail;
  taken  uuid;
  name   text;
  number text;
BEGIN
  SELECT * INTO kept FROM voicemail WHERE id = p_id;
  PERFORM pg_advisory_xact_lock(2, hashtext(kept.call_id::text) & 255);
  SELECT * INTO kept FROM voicemail WHERE id = p_id AND leased_by = p_node AND attempts = p_attempt AND message_id IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  name := coalesce((SELECT coalesce(n.name, c.caller_name) FROM call c LEFT JOIN contact n ON n.id = c.contact_id WHERE c.id = kept.call_id), '');
  number := coalesce(nullif(kept.caller, ''), (SELECT c.caller FROM call c WHERE c.id = kept.call_id), '');
  INSERT INTO message (tenant_id, agency_id, call_id, from_name, from_number, body, taken_at)
  VALUES (kept.tenant_id, kept.agency_id, kept.call_id, name, number, p_body, kept.recorded_at)
  RETURNING id INTO taken;
  UPDATE voicemail SET message_id = taken, media_type = p_media_type, audio = p_audio, attempts = 0, leased_by = NULL, leased_until = NULL,
    due_at = CASE WHEN p_at_carrier THEN clock_timestamp() END
  WHERE id = p_id;
  INSERT INTO outbox (tenant_id, agency_id, call_id, kind, payload)
  VALUES (kept.tenant_id, kept.agency_id, kept.call_id, 'message.taken', json_build_object('name', name, 'number', number,
    'message', p_body, 'urgent', false, 'seconds', kept.seconds, 'id', taken, 'call', kept.call_id, 'tenant', kept.tenant_id));
  RETURN true;
END
$$;
COMMENT ON FUNCTION door.voicemail_settle IS 'Recording, message and notification in one transaction; false: erased meanwhile, or another node''s by now, and nothing is stored.';

CREATE FUNCTION door.voicemail_later(p_id uuid, p_node text, p_attempt integer, p_in interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE voicemail SET due_at = clock_timestamp() + p_in, leased_by = NULL, leased_until = NULL
  WHERE id = p_id AND leased_by = p_node AND attempts = p_attempt
$$;
COMMENT ON FUNCTION door.voicemail_later IS 'Due again after p_in; null: nothing is left to be done.';

CREATE FUNCTION door.voicemail_release(p_node text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE voicemail SET leased_by = NULL, leased_until = NULL, attempts = attempts - 1 WHERE leased_by = p_node
$$;
COMMENT ON FUNCTION door.voicemail_release IS 'A node that stops gives back what it is at, as if it had not tried.';

GRANT EXECUTE ON FUNCTION door.voicemail_recorded, door.voicemail_take, door.voicemail_settle, door.voicemail_later, door.voicemail_release
  TO frontdesk_runtime;
RESET ROLE;
