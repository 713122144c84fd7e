-- How much waits to be delivered and how much was given up, over all tenants: two figures for operators.
CREATE INDEX webhook_delivery_dead ON webhook_delivery (dead_at) WHERE dead_at IS NOT NULL;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.outbox_backlog(p_most bigint)
RETURNS TABLE (pending bigint, dead bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT
    (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE delivered_at IS NULL AND dead_at IS NULL LIMIT p_most) p),
    (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE dead_at IS NOT NULL LIMIT p_most) d)
$$;
COMMENT ON FUNCTION door.outbox_backlog IS 'Deliveries that wait and dead letters, each counted up to p_most; whose they are it does not tell.';

GRANT EXECUTE ON FUNCTION door.outbox_backlog TO frontdesk_runtime;
RESET ROLE;
