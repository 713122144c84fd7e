-- What was said may go before the call does.
ALTER TABLE tenant
  ADD COLUMN transcript_days integer CHECK (transcript_days >= 1),
  ADD CONSTRAINT tenant_transcript_days CHECK (transcript_days <= retention_days);
COMMENT ON COLUMN tenant.transcript_days IS 'What was said in calls is kept this long, at most as long as the calls; null: as long.';
GRANT UPDATE (transcript_days) ON tenant TO frontdesk_runtime;

ALTER TABLE call ADD COLUMN content_gone_at timestamptz;
COMMENT ON COLUMN call.content_gone_at IS 'Since when only that it took place is kept: what was said was older than its tenant keeps it.';
CREATE INDEX call_content ON call (tenant_id, received_at) WHERE content_gone_at IS NULL AND held_at IS NULL;
GRANT UPDATE (body) ON message TO frontdesk_definer;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.retention_forget(p_most integer) RETURNS TABLE (transcripts bigint, bodies bigint, notifications bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old uuid[];
BEGIN
  old := ARRAY(
    SELECT c.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM call WHERE tenant_id = t.id AND content_gone_at IS NULL AND held_at IS NULL
        AND received_at < now() - make_interval(days => t.transcript_days)
        AND (ended_at IS NOT NULL OR received_at < now() - make_interval(days => t.transcript_days + 1))
      ORDER BY received_at LIMIT p_most FOR UPDATE SKIP LOCKED) c
    WHERE t.transcript_days IS NOT NULL LIMIT p_most);
  DELETE FROM utterance WHERE call_id = ANY (old);
  -- Events hold every word again; keys that were pressed may be a number that was asked for.
  DELETE FROM call_fact WHERE call_id = ANY (old)
    AND (kind IN ('event', 'utterance', 'tool.asked', 'tool.answered') OR kind = 'note' AND data ->> 'code' = 'dtmf');
  UPDATE effect SET payload = '{}', result = NULL
  WHERE call_id = ANY (old) AND (payload::text <> '{}' OR result IS NOT NULL);
  UPDATE call SET content_gone_at = now() WHERE id = ANY (old);
  transcripts := cardinality(old);

  UPDATE message SET body = '' WHERE id IN (
    SELECT m.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM message m WHERE tenant_id = t.id AND body <> '' AND taken_at < now() - make_interval(days => t.transcript_days)
        AND NOT EXISTS (SELECT FROM call c WHERE c.id = m.call_id AND c.held_at IS NOT NULL) LIMIT p_most) m
    WHERE t.transcript_days IS NOT NULL LIMIT p_most);
  GET DIAGNOSTICS bodies = ROW_COUNT;
  DELETE FROM outbox WHERE id IN (
    SELECT o.id FROM tenant t CROSS JOIN LATERAL (
      SELECT id FROM outbox o WHERE tenant_id = t.id AND created_at < now() - make_interval(days => t.transcript_days)
        AND NOT EXISTS (SELECT FROM call c WHERE c.id = o.call_id AND c.held_at IS NOT NULL)
        AND (delivered_at IS NOT NULL OR dead_at IS NOT NULL) LIMIT p_most) o
    WHERE t.transcript_days IS NOT NULL LIMIT p_most);
  GET DIAGNOSTICS notifications = ROW_COUNT;

  -- Last, and in one order: each row waits for its agency's chain.
  INSERT INTO audit (tenant_id, agency_id, actor, action, subject, detail)
  SELECT t.id, t.agency_id, 'retention', 'retention.forget', t.id::text,
    jsonb_build_object('calls', g.n, 'transcriptDays', t.transcript_days)
  FROM (SELECT tenant_id, count(*) AS n FROM call WHERE id = ANY (old) GROUP BY 1) g JOIN tenant t ON t.id = g.tenant_id
  ORDER BY t.agency_id, t.id;
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION door.retention_forget IS 'Deletes what was said, asked of tools and passed on in at most p_most calls, messages and notifications each that are older than their tenant keeps that and not held; the calls stay. Several may run at once.';
GRANT EXECUTE ON FUNCTION door.retention_forget TO frontdesk_runtime;
RESET ROLE;
