-- People are told too, by Discord, Slack and e-mail. A channel is a webhook of another kind, so events, leases, retries, dead letters and
-- replays are the same.
ALTER TABLE webhook
  ADD COLUMN kind text NOT NULL DEFAULT 'webhook' CHECK (kind IN ('webhook', 'discord', 'slack', 'email', 'sms')),
  ADD COLUMN name text CHECK (name ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  ADD COLUMN recipients text[] NOT NULL DEFAULT '{}' CHECK (cardinality(recipients) <= 20),
  ADD COLUMN paused_until timestamptz,
  ADD UNIQUE (tenant_id, name),
  ADD CHECK ((kind = 'webhook') = (name IS NULL)),
  ADD CHECK (kind = 'webhook' OR tenant_id IS NOT NULL),
  ADD CHECK ((kind IN ('email', 'sms')) = (cardinality(recipients) > 0));
COMMENT ON TABLE webhook IS 'Who is told of events: a program at an address (webhook), or people in a channel of a tenant (the other kinds); of one tenant, or without a tenant of all the agency''s.';
COMMENT ON COLUMN webhook.url IS 'Of a webhook where it is; of a channel only the host, for the rest is its secret, sealed in webhook_secret.';
COMMENT ON COLUMN webhook.name IS 'Of a channel, by which its tenant knows it.';
COMMENT ON COLUMN webhook.recipients IS 'Addresses of an e-mail channel, numbers of an SMS channel.';
COMMENT ON COLUMN webhook.paused_until IS 'Nothing is sent until then: the service said so.';
GRANT UPDATE (url, recipients) ON webhook TO frontdesk_runtime;
GRANT UPDATE (paused_until) ON webhook TO frontdesk_definer;

ALTER TABLE webhook_delivery
  ADD COLUMN call_id uuid,
  ADD COLUMN answer text,
  ADD COLUMN told text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (answer, told) ON webhook_delivery TO frontdesk_runtime;
COMMENT ON COLUMN webhook_delivery.call_id IS 'The call it tells of, if that is not with the outbox.';
COMMENT ON COLUMN webhook_delivery.answer IS 'What the receiver said to the attempt that it took: the proof.';
COMMENT ON COLUMN webhook_delivery.told IS 'Recipients that took it, where there may be several.';

SET ROLE frontdesk_definer;

-- A call that nobody answered is an event of its own.
CREATE FUNCTION door.call_missed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.tell(NEW.tenant_id, NEW.agency_id, NEW.id, 'call.missed', NEW.ended_at, json_build_object(
    'call', NEW.id, 'tenant', NEW.tenant_id, 'receivedAt', NEW.received_at, 'endedAt', NEW.ended_at,
    'seconds', greatest(0, round(extract(epoch FROM NEW.ended_at - NEW.received_at)))::bigint, 'decision', NEW.decision,
    'outcome', NEW.outcome, 'caller', NEW.caller, 'callerName', NEW.caller_name, 'dialled', NEW.dialled));
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.call_missed IS 'A caller was refused, or gave up before anybody answered: told in the transaction that writes it down.';

CREATE FUNCTION door.delivery_context(p_tenant uuid, p_call uuid, p_target text) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT json_build_object('business', t.name, 'zone', t.zone,
    'target', (SELECT x.name FROM transfer_target x WHERE x.tenant_id = t.id AND x.key = p_target),
    'call', (SELECT json_build_object('caller', c.caller, 'callerName', coalesce(n.name, c.caller_name), 'dialled', c.dialled,
        'receivedAt', c.received_at, 'endedAt', c.ended_at, 'outcome', c.outcome,
        'seconds', greatest(0, round(extract(epoch FROM c.ended_at - c.received_at)))::bigint, 'summary', s.body)
      FROM call c LEFT JOIN contact n ON n.id = c.contact_id LEFT JOIN call_summary s ON s.call_id = c.id
      WHERE c.id = p_call AND c.tenant_id = t.id AND c.erased_at IS NULL))
  FROM tenant t WHERE t.id = p_tenant
$$;
COMMENT ON FUNCTION door.delivery_context IS 'What people want to read besides an event: whose business, its zone, who called, what it came to.';

CREATE FUNCTION door.delivery_take(p_node text, p_lease interval, p_each integer, p_limit integer, p_kinds text[])
RETURNS TABLE (id uuid, webhook uuid, tenant uuid, agency uuid, channel text, url text, recipients text[], told text[],
  personal boolean, event uuid, kind text, happened_at timestamptz, payload text, context text, attempt integer,
  secrets text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH due AS (
    SELECT d.id FROM webhook w CROSS JOIN LATERAL (
      SELECT d.id, d.due_at FROM webhook_delivery d
      WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND d.dead_at IS NULL AND d.due_at <= clock_timestamp()
        AND (d.leased_until IS NULL OR d.leased_until <= clock_timestamp())
      ORDER BY d.due_at
      -- People read in order.
      LIMIT greatest(0, CASE WHEN w.kind IN ('discord', 'slack') THEN 1 ELSE p_each END - (SELECT count(*) FROM webhook_delivery b
        WHERE b.webhook_id = w.id AND b.delivered_at IS NULL AND b.dead_at IS NULL AND b.leased_until > clock_timestamp()))
      FOR UPDATE SKIP LOCKED) d
    WHERE w.enabled AND w.kind = ANY (p_kinds) AND (w.paused_until IS NULL OR w.paused_until <= clock_timestamp())
      AND EXISTS (SELECT FROM webhook_delivery p
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
  SELECT t.id, t.webhook_id, w.tenant_id, w.agency_id, w.kind, w.url, w.recipients, t.told, w.personal, coalesce(t.outbox_id, t.id), t.kind, t.happened_at,
    coalesce(o.payload, '{}')::text,
    CASE WHEN w.kind <> 'webhook' THEN door.delivery_context(w.tenant_id, coalesce(o.call_id, t.call_id), o.payload ->> 'target')::text END,
    t.attempts,
    coalesce((SELECT json_agg(json_build_object('sealed', encode(s.sealed, 'base64'), 'wrapped', encode(k.wrapped, 'base64'),
        'master_version', k.master_version) ORDER BY s.created_at DESC)
      FROM webhook_secret s JOIN data_key k ON k.id = s.data_key_id
      WHERE s.webhook_id = t.webhook_id AND (s.valid_until IS NULL OR s.valid_until > clock_timestamp())), '[]')::text
  FROM taken t JOIN webhook w ON w.id = t.webhook_id LEFT JOIN outbox o ON o.id = t.outbox_id
$$;
COMMENT ON FUNCTION door.delivery_take(text, interval, integer, integer, text[]) IS 'Deliveries of the given kinds that are due, each leased to one node; of one webhook at most p_each are under way, of a chat one. Secrets are sealed.';

-- Nodes that know webhooks only get no others.
CREATE OR REPLACE FUNCTION door.delivery_take(p_node text, p_lease interval, p_each integer, p_limit integer)
RETURNS TABLE (id uuid, webhook uuid, tenant uuid, agency uuid, url text, personal boolean, event uuid, kind text, happened_at timestamptz,
  payload text, attempt integer, secrets text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.id, t.webhook, t.tenant, t.agency, t.url, t.personal, t.event, t.kind, t.happened_at, t.payload, t.attempt, t.secrets
  FROM door.delivery_take(p_node, p_lease, p_each, p_limit, ARRAY['webhook']) t
$$;

CREATE FUNCTION door.delivery_settle(
  p_id uuid, p_node text, p_attempt integer, p_status integer, p_error text, p_again_in interval, p_gone boolean, p_patience interval,
  p_pause interval, p_answer text, p_told text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- The webhook before its delivery, as whoever disables it.
  UPDATE webhook SET paused_until = clock_timestamp() + p_pause
  WHERE p_pause IS NOT NULL AND id = (SELECT d.webhook_id FROM webhook_delivery d WHERE d.id = p_id);
  PERFORM door.delivery_settle(p_id, p_node, p_attempt, p_status, p_error, p_again_in, p_gone, p_patience);
  UPDATE webhook_delivery d SET answer = coalesce(p_answer, d.answer), told = ARRAY(SELECT DISTINCT unnest(d.told || p_told) ORDER BY 1)
  WHERE id = p_id AND (p_answer IS NOT NULL OR cardinality(p_told) > 0) AND (leased_by IS NULL OR leased_by = p_node);
END
$$;
COMMENT ON FUNCTION door.delivery_settle(uuid, text, integer, integer, text, interval, boolean, interval, interval, text, text[]) IS
  'As before, with what the receiver answered and which recipients took it; for p_pause nothing more is sent to the webhook.';

GRANT EXECUTE ON FUNCTION door.delivery_take(text, interval, integer, integer, text[]),
  door.delivery_settle(uuid, text, integer, integer, text, interval, boolean, interval, interval, text, text[]) TO frontdesk_runtime;
RESET ROLE;
CREATE TRIGGER missed AFTER UPDATE ON call FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.answered_at IS NULL
    AND coalesce(NEW.outcome, '') NOT IN ('handed-over', 'transferred'))
  EXECUTE FUNCTION door.call_missed();
