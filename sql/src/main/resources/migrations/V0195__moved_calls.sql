-- Calls by SIP that move to a carrier's line, where a target can be asked before it gets the caller.
ALTER TABLE endpoint ADD transfer_domain text CHECK (transfer_domain ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$');
COMMENT ON COLUMN endpoint.transfer_domain IS 'SIP domain at the carrier (provider twilio) whose calls come to this endpoint''s voice webhook; null: calls by SIP are transferred blind.';
ALTER TABLE endpoint ADD CONSTRAINT endpoint_transfer_domain CHECK (transfer_domain IS NULL OR provider = 'twilio');
GRANT UPDATE (transfer_domain) ON endpoint TO frontdesk_runtime;

ALTER TABLE call_claim ADD moved_from uuid REFERENCES call_claim ON DELETE SET NULL;
COMMENT ON COLUMN call_claim.moved_from IS 'The call by SIP in which the caller was before. Its tenant is this one''s, whatever the endpoint''s numbers are.';
CREATE INDEX call_claim_moved ON call_claim (moved_from) WHERE moved_from IS NOT NULL;

CREATE TABLE move_token (
  sha256      bytea NOT NULL PRIMARY KEY CHECK (octet_length(sha256) = 32),
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  call_id     uuid NOT NULL REFERENCES call_claim ON DELETE CASCADE,
  effect_id   text NOT NULL,
  endpoint_id uuid NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  expires_at  timestamptz NOT NULL,
  spent_by    text,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE move_token IS 'Tokens in the SIP addresses to which calls were referred; the token itself is nowhere. Whose an arriving call is, it alone says.';
COMMENT ON COLUMN move_token.effect_id IS 'The transfer attempt; whom the caller wants, and why, is in the payload of its effect.';
COMMENT ON COLUMN move_token.spent_by IS 'The carrier''s id of the call that brought it; the same call may bring it again, no other.';
CREATE INDEX move_token_call ON move_token (call_id);
CREATE INDEX move_token_tenant ON move_token (tenant_id);
CREATE INDEX move_token_endpoint ON move_token (endpoint_id);
CREATE INDEX move_token_expired ON move_token (expires_at);
SELECT guard('move_token');
SELECT open_door('move_token', 'SELECT, INSERT, UPDATE (spent_by), DELETE');

SET ROLE frontdesk_definer;

CREATE FUNCTION door.move_make(
  p_sha256 bytea, p_call uuid, p_tenant uuid, p_effect text, p_endpoint uuid, p_now timestamptz, p_for interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM move_token WHERE sha256 IN (
    SELECT sha256 FROM move_token WHERE expires_at < p_now - interval '10 minutes' ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED);
  INSERT INTO move_token (sha256, tenant_id, agency_id, call_id, effect_id, endpoint_id, expires_at)
  SELECT p_sha256, t.id, t.agency_id, c.call_id, p_effect, e.id, p_now + p_for
  -- The claim names the tenant once the call is opened; until then the endpoint must reach the one that is asked for.
  FROM call_claim c JOIN tenant t ON t.id = coalesce(c.tenant_id, p_tenant) JOIN endpoint e ON e.id = p_endpoint
  WHERE c.call_id = p_call AND c.state <> 'ended' AND t.id = p_tenant
    AND (c.tenant_id IS NOT NULL
      OR EXISTS (SELECT FROM phone_number n WHERE n.endpoint_id = c.endpoint_id AND n.tenant_id = t.id)
      OR EXISTS (SELECT FROM endpoint o WHERE o.id = c.endpoint_id AND o.tenant_id = t.id))
    AND coalesce(e.tenant_id, t.id) = t.id AND coalesce(e.agency_id, t.agency_id) = t.agency_id
    AND (SELECT count(*) FROM move_token m WHERE m.call_id = p_call) < 20;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION door.move_make IS 'Whether the token was made: not if the call is over, not this tenant''s, or had 20, nor for an endpoint of another owner.';

CREATE FUNCTION door.move_redeem(p_sha256 bytea, p_endpoint uuid, p_call_sid text, p_now timestamptz)
RETURNS TABLE (call uuid, tenant uuid, effect text, payload text, owner text, caller text, caller_name text, dialled text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH spent AS (
    UPDATE move_token m SET spent_by = p_call_sid
    WHERE m.sha256 = p_sha256 AND m.endpoint_id = p_endpoint
      AND (m.spent_by = p_call_sid OR m.spent_by IS NULL AND m.expires_at > p_now)
    RETURNING m.*)
  SELECT s.call_id, s.tenant_id, s.effect_id, e.payload::text, c.owner, k.caller, k.caller_name, k.dialled
  FROM spent s JOIN call_claim c ON c.call_id = s.call_id
    LEFT JOIN effect e ON e.call_id = s.call_id AND e.effect_id = s.effect_id
    LEFT JOIN call k ON k.id = s.call_id
$$;
COMMENT ON FUNCTION door.move_redeem IS 'What a token was bound to, to the first call at its endpoint that brings it in time, and to that call again.';

CREATE FUNCTION door.move_bind(p_sha256 bytea, p_call uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE call_claim c SET tenant_id = m.tenant_id, agency_id = m.agency_id, moved_from = m.call_id
  FROM move_token m
  WHERE m.sha256 = p_sha256 AND c.call_id = p_call AND c.endpoint_id = m.endpoint_id
    AND split_part(c.provider_call_id, '.', 1) = m.spent_by;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION door.move_bind IS 'Makes the claim of the call that spent a token the token''s tenant''s; false: it is another''s.';

CREATE FUNCTION door.said_before(p_call uuid, p_node text, p_most integer) RETURNS TABLE (item text, side text, body text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT item, side, body FROM (
    SELECT u.item, u.side, u.body, u.place
    FROM call_claim c JOIN utterance u ON u.call_id = c.moved_from AND u.tenant_id = c.tenant_id
    WHERE c.call_id = p_call AND c.owner = p_node AND c.state <> 'ended' AND u.body <> ''
    ORDER BY u.place DESC LIMIT p_most) latest
  ORDER BY place
$$;
COMMENT ON FUNCTION door.said_before IS 'The latest words of the call from which a running one was moved, oldest first, for its owner.';

ALTER FUNCTION door.journal_open_calls(call_fact[]) RENAME TO journal_open_reached;
CREATE FUNCTION door.journal_open_calls(facts call_fact[]) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moved  uuid[];
  opened uuid[];
BEGIN
  moved := ARRAY(
    SELECT f.call_id FROM unnest(facts) f JOIN call_claim c ON c.call_id = f.call_id
    WHERE f.kind = 'call.opened' AND c.moved_from IS NOT NULL
      AND c.tenant_id = (f.data ->> 'tenant')::uuid AND c.endpoint_id = (f.data ->> 'endpoint')::uuid);
  IF cardinality(moved) = 0 THEN
    RETURN door.journal_open_reached(facts);
  END IF;
  WITH asked AS (
    SELECT DISTINCT ON (f.call_id) f.call_id, f.at, f.data, c.tenant_id, c.agency_id, c.endpoint_id
    FROM unnest(facts) f JOIN call_claim c ON c.call_id = f.call_id
    WHERE f.kind = 'call.opened' AND f.call_id = ANY (moved)
    ORDER BY f.call_id, f.epoch, f.seq
  ), inserted AS (
    INSERT INTO call AS c (id, tenant_id, agency_id, endpoint_id, caller, caller_name, dialled, carrier_call_id, provider_call_id,
      profile_id, contact_id, language, decision, reasons, received_at)
    SELECT call_id, tenant_id, agency_id, endpoint_id, data ->> 'caller', data ->> 'callerName', data ->> 'dialled',
      data ->> 'carrierCallId', coalesce(data ->> 'providerCallId', ''), (data ->> 'profile')::uuid, (data ->> 'contact')::uuid,
      data ->> 'language', coalesce(data ->> 'decision', ''),
      ARRAY(SELECT jsonb_array_elements_text(coalesce(data::jsonb -> 'reasons', '[]'))),
      coalesce((data ->> 'receivedAt')::timestamptz, at)
    FROM asked
    ON CONFLICT (id) DO NOTHING
    RETURNING c.id, c.tenant_id, c.agency_id
  ), decided AS (
    UPDATE call_claim c SET state = CASE WHEN c.state = 'offered' THEN 'decided' ELSE c.state END,
      decided_at = coalesce(c.decided_at, clock_timestamp())
    FROM inserted i WHERE c.call_id = i.id
  ), effects AS (
    UPDATE effect e SET tenant_id = i.tenant_id, agency_id = i.agency_id
    FROM inserted i WHERE e.call_id = i.id AND e.tenant_id IS NULL
  )
  SELECT array_agg(id) INTO opened FROM inserted;
  RETURN coalesce(opened, '{}')
    || door.journal_open_reached(ARRAY(SELECT f FROM unnest(facts) f WHERE f.call_id <> ALL (moved)));
END
$$;
COMMENT ON FUNCTION door.journal_open_calls IS 'Opens calls; one that was moved here is its claim''s tenant''s, any other only a tenant''s that its endpoint reaches.';

GRANT EXECUTE ON FUNCTION door.move_make, door.move_redeem, door.move_bind, door.said_before TO frontdesk_runtime;
RESET ROLE;
