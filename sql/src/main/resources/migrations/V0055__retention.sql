-- Calls are kept as long as their tenant says; the ledger by month stays.
GRANT DELETE ON call, call_claim, effect, endpoint_refusal TO frontdesk_definer;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.retention_run(p_most integer) RETURNS TABLE (calls bigint, messages bigint, notifications bigint, refusals bigint, strays bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old  uuid[];
  kept interval := interval '30 days';
BEGIN
  -- Repeats of a delivery are recognised by its claim for three days at least.
  old := ARRAY(
    SELECT c.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM call WHERE tenant_id = t.id AND received_at < now() - make_interval(days => greatest(t.retention_days, 3))
        AND (ended_at IS NOT NULL OR received_at < now() - make_interval(days => greatest(t.retention_days, 3) + 1))
      ORDER BY received_at LIMIT p_most FOR UPDATE SKIP LOCKED) c
    LIMIT p_most);
  DELETE FROM call_fact WHERE call_id = ANY (old);
  DELETE FROM effect WHERE call_id = ANY (old);
  DELETE FROM call_claim WHERE call_id = ANY (old);
  DELETE FROM call WHERE id = ANY (old);
  calls := cardinality(old);

  DELETE FROM message WHERE id IN (
    SELECT m.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM message WHERE tenant_id = t.id AND taken_at < now() - make_interval(days => t.retention_days) LIMIT p_most) m
    LIMIT p_most);
  GET DIAGNOSTICS messages = ROW_COUNT;
  DELETE FROM outbox WHERE id IN (
    SELECT o.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM outbox WHERE tenant_id = t.id AND created_at < now() - make_interval(days => t.retention_days)
        AND (delivered_at IS NOT NULL OR dead_at IS NOT NULL) LIMIT p_most) o
    LIMIT p_most);
  GET DIAGNOSTICS notifications = ROW_COUNT;
  DELETE FROM endpoint_refusal WHERE id IN (
    SELECT r.id FROM endpoint_refusal r LEFT JOIN tenant t ON t.id = r.tenant_id
    WHERE r.at < now() - coalesce(make_interval(days => t.retention_days), kept) LIMIT p_most);
  GET DIAGNOSTICS refusals = ROW_COUNT;

  -- Of calls that never became a tenant's.
  old := ARRAY(SELECT call_id FROM call_claim WHERE tenant_id IS NULL AND received_at < now() - kept LIMIT p_most)
    || ARRAY(SELECT DISTINCT call_id FROM call_fact WHERE tenant_id IS NULL AND stored_at < now() - kept LIMIT p_most)
    || ARRAY(SELECT DISTINCT call_id FROM effect WHERE tenant_id IS NULL AND claimed_at < now() - kept LIMIT p_most);
  DELETE FROM call_fact WHERE call_id = ANY (old) AND tenant_id IS NULL;
  DELETE FROM effect WHERE call_id = ANY (old) AND tenant_id IS NULL;
  DELETE FROM call_claim WHERE call_id = ANY (old) AND tenant_id IS NULL;
  strays := (SELECT count(DISTINCT id) FROM unnest(old) id);
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION door.retention_run IS 'Deletes at most p_most of each kind that is older than its tenant keeps it, or than 30 days if it is no tenant''s; several may run at once.';
GRANT EXECUTE ON FUNCTION door.retention_run TO frontdesk_runtime;
RESET ROLE;
