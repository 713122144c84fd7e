-- A call may be held as evidence: until it is let go, it is kept beyond its tenant's days.
ALTER TABLE call
  ADD COLUMN held_at  timestamptz,
  ADD COLUMN held_for text CHECK (length(held_for) BETWEEN 1 AND 500),
  ADD CONSTRAINT call_held CHECK ((held_at IS NULL) = (held_for IS NULL));
COMMENT ON COLUMN call.held_at IS 'Since when it is kept whatever its tenant''s retention says; null: it is not.';
COMMENT ON COLUMN call.held_for IS 'Why.';
GRANT UPDATE (held_at, held_for) ON call TO frontdesk_runtime;
GRANT INSERT (tenant_id, agency_id, actor, action, subject, detail) ON audit TO frontdesk_definer;

SET ROLE frontdesk_definer;
CREATE OR REPLACE FUNCTION door.retention_run(p_most integer) RETURNS TABLE (calls bigint, messages bigint, notifications bigint, refusals bigint, strays bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old  uuid[];
  gone jsonb;
  kept interval := interval '30 days';
BEGIN
  -- Repeats of a delivery are recognised by its claim for three days at least.
  old := ARRAY(
    SELECT c.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM call WHERE tenant_id = t.id AND held_at IS NULL AND received_at < now() - make_interval(days => greatest(t.retention_days, 3))
        AND (ended_at IS NOT NULL OR received_at < now() - make_interval(days => greatest(t.retention_days, 3) + 1))
      ORDER BY received_at LIMIT p_most FOR UPDATE SKIP LOCKED) c
    LIMIT p_most);
  DELETE FROM call_fact WHERE call_id = ANY (old);
  DELETE FROM effect WHERE call_id = ANY (old);
  DELETE FROM call_claim WHERE call_id = ANY (old);
  WITH deleted AS (DELETE FROM call WHERE id = ANY (old) RETURNING tenant_id)
  SELECT coalesce(jsonb_object_agg(tenant_id, n), '{}') INTO gone FROM (SELECT tenant_id, count(*) AS n FROM deleted GROUP BY 1) d;
  calls := cardinality(old);

  DELETE FROM message WHERE id IN (
    SELECT m.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM message m WHERE tenant_id = t.id
        AND NOT EXISTS (SELECT FROM call c WHERE c.id = m.call_id AND c.held_at IS NOT NULL) AND taken_at < now() - make_interval(days => t.retention_days) LIMIT p_most) m
    LIMIT p_most);
  GET DIAGNOSTICS messages = ROW_COUNT;
  DELETE FROM outbox WHERE id IN (
    SELECT o.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM outbox o WHERE tenant_id = t.id
        AND NOT EXISTS (SELECT FROM call c WHERE c.id = o.call_id AND c.held_at IS NOT NULL) AND created_at < now() - make_interval(days => t.retention_days)
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

  -- Last, and in one order: each row waits for its agency's chain.
  INSERT INTO audit (tenant_id, agency_id, actor, action, subject, detail)
  SELECT t.id, t.agency_id, 'retention', 'retention.purge', t.id::text,
    jsonb_build_object('calls', (g.value)::bigint, 'retentionDays', t.retention_days)
  FROM jsonb_each_text(gone) g JOIN tenant t ON t.id = g.key::uuid ORDER BY t.agency_id, t.id;
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION door.retention_run IS 'Deletes at most p_most of each kind that is older than its tenant keeps it and not held, or than 30 days if it is no tenant''s, and tells each tenant''s audit how many calls; several may run at once.';
RESET ROLE;
