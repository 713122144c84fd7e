SET ROLE frontdesk_definer;

CREATE FUNCTION door.outbox_take(p_busy_for interval, p_limit integer)
RETURNS TABLE (id uuid, tenant uuid, agency uuid, call uuid, kind text, payload text, attempts integer, created_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT o.id FROM outbox o
    WHERE o.delivered_at IS NULL AND o.dead_at IS NULL AND o.due_at <= clock_timestamp()
    ORDER BY o.due_at LIMIT p_limit
    FOR UPDATE SKIP LOCKED)
  UPDATE outbox o SET due_at = clock_timestamp() + p_busy_for, attempts = o.attempts + 1
  FROM due WHERE o.id = due.id
  RETURNING o.id, o.tenant_id, o.agency_id, o.call_id, o.kind, o.payload::text, o.attempts, o.created_at
$$;
COMMENT ON FUNCTION door.outbox_take IS 'Notifications that are due, each given to one asker; due again after p_busy_for unless settled.';

CREATE FUNCTION door.outbox_settle(p_id uuid, p_error text, p_again_in interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE outbox SET
    delivered_at = CASE WHEN p_error IS NULL THEN clock_timestamp() END,
    dead_at = CASE WHEN p_error IS NOT NULL AND p_again_in IS NULL THEN clock_timestamp() END,
    due_at = clock_timestamp() + coalesce(p_again_in, interval '0'),
    last_error = p_error
  WHERE id = p_id AND delivered_at IS NULL
$$;
COMMENT ON FUNCTION door.outbox_settle IS 'Without an error delivered; with one and a time due again; with one and no time dead.';

GRANT EXECUTE ON FUNCTION door.outbox_take, door.outbox_settle TO frontdesk_runtime;
RESET ROLE;
