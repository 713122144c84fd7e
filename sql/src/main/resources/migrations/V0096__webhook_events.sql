-- What happens in calls is told to the webhooks that asked for it, in the transaction that writes it down: by triggers on what the
-- journal projects, so that a fact that arrives twice, late or out of order tells once.
SET ROLE frontdesk_definer;

CREATE FUNCTION door.webhook_wanted(p_tenant uuid, p_agency uuid, p_kind text) RETURNS SETOF webhook
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.* FROM webhook w
  WHERE w.agency_id = p_agency AND (w.tenant_id IS NULL OR w.tenant_id = p_tenant) AND w.enabled AND p_kind = ANY (w.events)
$$;

CREATE FUNCTION door.outbox_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO webhook_delivery (webhook_id, tenant_id, agency_id, outbox_id, kind, happened_at, due_at)
  SELECT w.id, w.tenant_id, w.agency_id, NEW.id, NEW.kind, NEW.created_at, NEW.due_at
  FROM door.webhook_wanted(NEW.tenant_id, NEW.agency_id, NEW.kind) w;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.outbox_written IS 'An event is handed to a delivery for each webhook that wants it.';

CREATE FUNCTION door.tell(p_tenant uuid, p_agency uuid, p_call uuid, p_kind text, p_at timestamptz, p_payload json) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM door.webhook_wanted(p_tenant, p_agency, p_kind)) THEN
    INSERT INTO outbox (tenant_id, agency_id, call_id, kind, payload, created_at) VALUES (p_tenant, p_agency, p_call, p_kind, p_payload, p_at);
  END IF;
END
$$;
COMMENT ON FUNCTION door.tell IS 'Writes an event down if anybody wants to know of it.';

CREATE FUNCTION door.call_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL THEN
    PERFORM door.tell(NEW.tenant_id, NEW.agency_id, NEW.id, 'call.answered', NEW.answered_at, json_build_object(
      'call', NEW.id, 'tenant', NEW.tenant_id, 'receivedAt', NEW.received_at, 'answeredAt', NEW.answered_at,
      'caller', NEW.caller, 'callerName', NEW.caller_name, 'dialled', NEW.dialled));
  END IF;
  IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL THEN
    PERFORM door.tell(NEW.tenant_id, NEW.agency_id, NEW.id, 'call.completed', NEW.ended_at, json_build_object(
      'call', NEW.id, 'tenant', NEW.tenant_id, 'receivedAt', NEW.received_at, 'answeredAt', NEW.answered_at, 'endedAt', NEW.ended_at,
      'seconds', greatest(0, round(extract(epoch FROM NEW.ended_at - NEW.received_at)))::bigint, 'decision', NEW.decision,
      'outcome', NEW.outcome, 'caller', NEW.caller, 'callerName', NEW.caller_name, 'dialled', NEW.dialled));
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION door.transfer_event(p_outcome text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN p_outcome IN ('confirmed', 'handed-over') THEN 'transfer.completed'
    WHEN p_outcome IN ('refused', 'unknown', 'silent') THEN 'transfer.failed' END
$$;
COMMENT ON FUNCTION door.transfer_event IS 'What an outcome of a transfer is told as; null: nothing yet, the carrier''s promise proves nothing.';

CREATE FUNCTION door.transfer_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  event text := door.transfer_event(NEW.outcome);
BEGIN
  IF event IS NOT NULL AND (TG_OP = 'INSERT' OR event IS DISTINCT FROM door.transfer_event(OLD.outcome)) THEN
    PERFORM door.tell(NEW.tenant_id, NEW.agency_id, NEW.call_id, event, NEW.reported_at, json_build_object(
      'call', NEW.call_id, 'tenant', NEW.tenant_id, 'attempt', NEW.attempt, 'target', NEW.target_key, 'outcome', NEW.outcome));
  END IF;
  RETURN NULL;
END
$$;

-- Nobody was to be told of what is there.
UPDATE outbox SET delivered_at = clock_timestamp() WHERE delivered_at IS NULL AND dead_at IS NULL;
RESET ROLE;

ALTER TABLE outbox ALTER COLUMN delivered_at SET DEFAULT now();
COMMENT ON TABLE outbox IS 'What is to be told, written in the transaction of what happened. What becomes of it stands in webhook_delivery, a row per webhook; the columns of attempts are of before.';
COMMENT ON COLUMN outbox.delivered_at IS 'Handed to its deliveries, which happens in the same transaction.';
CREATE TRIGGER written AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION door.outbox_written();
CREATE TRIGGER told AFTER UPDATE ON call FOR EACH ROW
  WHEN ((OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL) OR (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL))
  EXECUTE FUNCTION door.call_changed();
CREATE TRIGGER told AFTER INSERT OR UPDATE ON transfer_attempt FOR EACH ROW WHEN (NEW.outcome IS NOT NULL)
  EXECUTE FUNCTION door.transfer_seen();
