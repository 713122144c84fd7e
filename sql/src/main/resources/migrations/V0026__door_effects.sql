SET ROLE frontdesk_definer;

CREATE FUNCTION door.effect_claim(p_call uuid, p_epoch integer, p_effect text, p_kind text, p_payload text)
RETURNS TABLE (verdict text, result text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  claimed call_claim;
BEGIN
  -- The lock keeps a takeover out until this effect is written.
  SELECT * INTO claimed FROM call_claim c WHERE c.call_id = p_call AND c.epoch = p_epoch FOR SHARE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'stale', NULL::text;
    RETURN;
  END IF;
  INSERT INTO effect (call_id, effect_id, tenant_id, agency_id, epoch, kind, payload)
  VALUES (p_call, p_effect, claimed.tenant_id, claimed.agency_id, p_epoch, p_kind, p_payload::json)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN QUERY SELECT 'granted', NULL::text;
  ELSE
    RETURN QUERY SELECT 'done', e.result::text FROM effect e WHERE e.call_id = p_call AND e.effect_id = p_effect;
  END IF;
END
$$;
COMMENT ON FUNCTION door.effect_claim IS 'granted: do it now, once; stale: the epoch has passed, do nothing; done: begun before, with its result if that is known.';

CREATE FUNCTION door.effect_finish(p_call uuid, p_effect text, p_result text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE effect SET result = p_result::json, finished_at = now()
  WHERE call_id = p_call AND effect_id = p_effect AND finished_at IS NULL
$$;

CREATE FUNCTION door.take_message(p_call uuid, p_epoch integer, p_effect text, p_tenant uuid, p_payload text)
RETURNS TABLE (verdict text, result text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  owner   tenant;
  taken   uuid;
  outcome text;
  known   text;
BEGIN
  SELECT v.verdict, v.result INTO outcome, known
  FROM door.effect_claim(p_call, p_epoch, p_effect, 'take_message', p_payload) v;
  IF outcome = 'granted' THEN
    -- The claim names the tenant once the call is opened; until then the endpoint must reach the one that is asked for.
    SELECT t.* INTO owner FROM call_claim c JOIN tenant t ON t.id = coalesce(c.tenant_id, p_tenant)
    WHERE c.call_id = p_call AND t.id = p_tenant
      AND (c.tenant_id IS NOT NULL
        OR EXISTS (SELECT FROM phone_number n WHERE n.endpoint_id = c.endpoint_id AND n.tenant_id = t.id)
        OR EXISTS (SELECT FROM endpoint e WHERE e.id = c.endpoint_id AND e.tenant_id = t.id));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the call is not this tenant''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO message (tenant_id, agency_id, call_id, from_name, from_number, target_key, urgent, body)
    VALUES (owner.id, owner.agency_id, p_call, coalesce(p_payload::json ->> 'name', ''), coalesce(p_payload::json ->> 'number', ''),
      p_payload::json ->> 'target', coalesce((p_payload::json ->> 'urgent')::boolean, false), coalesce(p_payload::json ->> 'message', ''))
    RETURNING id INTO taken;
    INSERT INTO outbox (tenant_id, agency_id, call_id, kind, payload)
    VALUES (owner.id, owner.agency_id, p_call, 'message.taken',
      (p_payload::jsonb || jsonb_build_object('id', taken, 'call', p_call, 'tenant', owner.id))::json);
    known := json_build_object('message', taken)::text;
    PERFORM door.effect_finish(p_call, p_effect, known);
  END IF;
  RETURN QUERY SELECT outcome, known;
END
$$;
COMMENT ON FUNCTION door.take_message IS 'Effect, message and notification in one transaction, with the verdicts of effect_claim; granted means taken.';

GRANT EXECUTE ON FUNCTION door.effect_claim, door.effect_finish, door.take_message TO frontdesk_runtime;
RESET ROLE;
