-- How nodes take deliveries and say what became of them.
DROP INDEX outbox_due;

SET ROLE frontdesk_definer;
DROP FUNCTION door.outbox_take, door.outbox_settle;

CREATE FUNCTION door.delivery_take(p_node text, p_lease interval, p_each integer, p_limit integer)
RETURNS TABLE (id uuid, webhook uuid, tenant uuid, agency uuid, url text, personal boolean, event uuid, kind text, happened_at timestamptz,
  payload text, attempt integer, secrets text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT d.id FROM webhook w CROSS JOIN LATERAL (
      SELECT d.id, d.due_at FROM webhook_delivery d
      WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND d.dead_at IS NULL AND d.due_at <= clock_timestamp()
        AND (d.leased_until IS NULL OR d.leased_until <= clock_timestamp())
      ORDER BY d.due_at
      LIMIT greatest(0, p_each - (SELECT count(*) FROM webhook_delivery b
        WHERE b.webhook_id = w.id AND b.delivered_at IS NULL AND b.dead_at IS NULL AND b.leased_until > clock_timestamp()))
      FOR UPDATE SKIP LOCKED) d
    WHERE w.enabled AND EXISTS (SELECT FROM webhook_delivery p
      WHERE p.webhook_id = w.id AND p.delivered_at IS NULL AND p.dead_at IS NULL AND p.due_at <= clock_timestamp())
    ORDER BY d.due_at LIMIT p_limit
    -- One asker at a time for a webhook, so that two do not both count what was under way before.
    FOR NO KEY UPDATE OF w SKIP LOCKED
  ), taken AS (
    UPDATE webhook_delivery d SET leased_by = p_node, leased_until = clock_timestamp() + p_lease, attempts = d.attempts + 1,
      attempted_at = clock_timestamp()
    FROM due WHERE d.id = due.id
    RETURNING d.*
  )
  SELECT t.id, t.webhook_id, w.tenant_id, w.agency_id, w.url, w.personal, coalesce(t.outbox_id, t.id), t.kind, t.happened_at,
    coalesce(o.payload, '{}')::text, t.attempts,
    coalesce((SELECT json_agg(json_build_object('sealed', encode(s.sealed, 'base64'), 'wrapped', encode(k.wrapped, 'base64'),
        'master_version', k.master_version) ORDER BY s.created_at DESC)
      FROM webhook_secret s JOIN data_key k ON k.id = s.data_key_id
      WHERE s.webhook_id = t.webhook_id AND (s.valid_until IS NULL OR s.valid_until > clock_timestamp())), '[]')::text
  FROM taken t JOIN webhook w ON w.id = t.webhook_id LEFT JOIN outbox o ON o.id = t.outbox_id
$$;
COMMENT ON FUNCTION door.delivery_take IS 'Deliveries that are due, each leased to one node; of one webhook at most p_each are under way. Secrets are sealed.';

CREATE FUNCTION door.webhook_disable(p_webhook uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  WITH disabled AS (
    UPDATE webhook SET enabled = false, disabled_reason = p_reason WHERE id = p_webhook AND enabled RETURNING *
  )
  INSERT INTO audit (tenant_id, agency_id, actor, action, subject, detail)
  SELECT tenant_id, agency_id, 'notifications', 'webhook.disable', id::text, jsonb_build_object('reason', p_reason) FROM disabled;
END
$$;

CREATE FUNCTION door.delivery_settle(
  p_id uuid, p_node text, p_attempt integer, p_status integer, p_error text, p_again_in interval, p_gone boolean, p_patience interval)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  settled webhook_delivery;
  failing timestamptz;
BEGIN
  -- The webhook before its delivery, as whoever disables it.
  PERFORM FROM webhook WHERE id = (SELECT d.webhook_id FROM webhook_delivery d WHERE d.id = p_id) FOR NO KEY UPDATE;
  -- A success counts whoever brings it; a failure only while the lease is still this node's.
  UPDATE webhook_delivery SET
    delivered_at = CASE WHEN p_error IS NULL THEN clock_timestamp() END,
    dead_at = CASE WHEN p_error IS NOT NULL AND p_again_in IS NULL THEN clock_timestamp() END,
    due_at = clock_timestamp() + coalesce(p_again_in, interval '0'),
    leased_by = NULL, leased_until = NULL, last_status = p_status, last_error = p_error
  WHERE id = p_id AND delivered_at IS NULL
    AND (p_error IS NULL OR (leased_by = p_node AND attempts = p_attempt AND dead_at IS NULL))
  RETURNING * INTO settled;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF p_error IS NULL THEN
    UPDATE webhook SET failing_since = NULL WHERE id = settled.webhook_id AND failing_since IS NOT NULL;
    RETURN;
  END IF;
  UPDATE webhook SET failing_since = coalesce(failing_since, clock_timestamp()) WHERE id = settled.webhook_id
  RETURNING failing_since INTO failing;
  IF p_gone THEN
    PERFORM door.webhook_disable(settled.webhook_id, p_error);
  ELSIF p_again_in IS NULL AND failing <= clock_timestamp() - p_patience THEN
    PERFORM door.webhook_disable(settled.webhook_id, 'nothing was delivered since ' || to_char(failing AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  END IF;
END
$$;
COMMENT ON FUNCTION door.delivery_settle IS 'Without an error delivered; with one and a time due again; with one and no time dead. A webhook that is gone, or has failed for p_patience when a delivery dies, is disabled.';

CREATE FUNCTION door.delivery_release(p_node text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  UPDATE webhook_delivery SET leased_by = NULL, leased_until = NULL, attempts = attempts - 1
  WHERE leased_by = p_node AND delivered_at IS NULL AND dead_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;
COMMENT ON FUNCTION door.delivery_release IS 'A node that stops gives back what it has not settled, as if it had not tried.';

GRANT EXECUTE ON FUNCTION door.delivery_take, door.delivery_settle, door.delivery_release TO frontdesk_runtime;
RESET ROLE;
