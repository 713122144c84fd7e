SET ROLE frontdesk_definer;

CREATE FUNCTION door.claim(
  p_call uuid, p_endpoint uuid, p_provider_call_id text, p_webhook_type text, p_carrier_call_id text,
  p_webhook_id text, p_offer text, p_node text, p_received_at timestamptz)
RETURNS TABLE (call uuid, epoch integer, fresh boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Two webhook types announce one call with two ids, perhaps at once: one after the other, then.
  IF p_carrier_call_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_endpoint || p_carrier_call_id, 1));
    RETURN QUERY
      SELECT c.call_id, c.epoch, false FROM call_claim c
      WHERE c.endpoint_id = p_endpoint AND c.carrier_call_id = p_carrier_call_id AND c.webhook_type <> p_webhook_type
        AND NOT EXISTS (SELECT FROM call_claim d WHERE d.endpoint_id = p_endpoint AND d.provider_call_id = p_provider_call_id)
      ORDER BY c.received_at DESC LIMIT 1;
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;
  RETURN QUERY
    INSERT INTO call_claim AS c (call_id, endpoint_id, provider_call_id, webhook_type, carrier_call_id, webhook_id, offer, owner, received_at)
    VALUES (p_call, p_endpoint, p_provider_call_id, p_webhook_type, p_carrier_call_id, p_webhook_id, p_offer::json, p_node, p_received_at)
    ON CONFLICT (endpoint_id, provider_call_id) DO NOTHING
    RETURNING c.call_id, c.epoch, true;
  IF NOT FOUND THEN
    RETURN QUERY
      SELECT c.call_id, c.epoch, false FROM call_claim c
      WHERE c.endpoint_id = p_endpoint AND c.provider_call_id = p_provider_call_id;
  END IF;
END
$$;
COMMENT ON FUNCTION door.claim IS 'Makes an announced call ours, once: fresh for exactly one of any number of deliveries of the same attempt.';

CREATE FUNCTION door.fence(p_call uuid, p_expected_epoch integer, p_node text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE call_claim SET owner = p_node, epoch = epoch + 1
  WHERE call_id = p_call AND epoch = p_expected_epoch AND state <> 'ended'
  RETURNING epoch
$$;
COMMENT ON FUNCTION door.fence IS 'Takes a call over: the new epoch, or null when somebody else was first or the call has ended.';

CREATE FUNCTION door.claims_unanswered(p_older_than interval, p_node text, p_limit integer)
RETURNS TABLE (call uuid, epoch integer, endpoint uuid, offer text, attempts integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT call_id FROM call_claim c
    WHERE state = 'offered' AND offered_at < clock_timestamp() - p_older_than
      -- A node that lives may only be slow: it is given ten seconds, unless it asks itself.
      AND (c.owner = p_node OR offered_at < clock_timestamp() - interval '10 s'
        OR NOT EXISTS (SELECT FROM node n WHERE n.id = c.owner AND n.lease_until > clock_timestamp()))
    ORDER BY offered_at LIMIT p_limit
    FOR UPDATE SKIP LOCKED)
  UPDATE call_claim c
  SET owner = p_node, epoch = CASE WHEN c.owner = p_node THEN c.epoch ELSE c.epoch + 1 END, attempts = c.attempts + 1, offered_at = clock_timestamp()
  FROM due WHERE c.call_id = due.call_id
  RETURNING c.call_id, c.epoch, c.endpoint_id, c.offer::text, c.attempts
$$;
COMMENT ON FUNCTION door.claims_unanswered IS 'Offers that nobody decided in time, each given to one asker, under a new epoch if it is a new owner.';

CREATE FUNCTION door.claims_orphaned(p_lapsed_for interval, p_limit integer)
RETURNS TABLE (call uuid, epoch integer, owner text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.call_id, c.epoch, c.owner FROM call_claim c LEFT JOIN node n ON n.id = c.owner
  WHERE c.state = 'decided' AND (n.id IS NULL OR n.lease_until < clock_timestamp() - p_lapsed_for)
  ORDER BY c.received_at LIMIT p_limit
$$;
COMMENT ON FUNCTION door.claims_orphaned IS 'Decided calls whose owner''s lease has lapsed, or who has none; only looks, see fence.';

CREATE FUNCTION door.lease_renew(p_node text, p_roles text, p_for interval) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO node (id, roles, lease_until) VALUES (p_node, p_roles, clock_timestamp() + p_for)
  ON CONFLICT (id) DO UPDATE SET roles = excluded.roles, lease_until = excluded.lease_until
  RETURNING lease_until
$$;

CREATE FUNCTION door.lease_release(p_node text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE node SET lease_until = clock_timestamp() WHERE id = p_node
$$;

CREATE FUNCTION door.refuse_delivery(p_endpoint uuid, p_provider_call_id text, p_caller text, p_dialled text, p_reason text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO endpoint_refusal (endpoint_id, tenant_id, agency_id, provider_call_id, caller, dialled, reason, at)
  SELECT id, tenant_id, agency_id, p_provider_call_id, p_caller, p_dialled, p_reason, p_at FROM endpoint WHERE id = p_endpoint;
  UPDATE call_claim SET state = 'ended', ended_at = clock_timestamp()
  WHERE endpoint_id = p_endpoint AND provider_call_id = p_provider_call_id AND state = 'offered'
$$;
COMMENT ON FUNCTION door.refuse_delivery IS 'Writes down a delivery that reached no tenant, under the endpoint''s owner, and ends its claim.';

GRANT EXECUTE ON FUNCTION door.claim, door.fence, door.claims_unanswered, door.claims_orphaned, door.lease_renew,
  door.lease_release, door.refuse_delivery TO frontdesk_runtime;
RESET ROLE;
