CREATE TABLE stream_token (
  sha256     bytea NOT NULL PRIMARY KEY CHECK (octet_length(sha256) = 32),
  tenant_id  uuid NOT NULL,
  agency_id  uuid NOT NULL,
  call_id    uuid NOT NULL REFERENCES call_claim ON DELETE CASCADE,
  epoch      integer NOT NULL,
  account    text NOT NULL,
  call_sid   text NOT NULL,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE stream_token IS 'Tokens in the paths of media streams that were announced and have not come yet; the token itself is nowhere. Gone once spent.';
CREATE INDEX stream_token_call ON stream_token (call_id);
CREATE INDEX stream_token_tenant ON stream_token (tenant_id);
CREATE INDEX stream_token_expired ON stream_token (expires_at);
SELECT guard('stream_token');
SELECT open_door('stream_token', 'SELECT, INSERT, UPDATE, DELETE');

SET ROLE frontdesk_definer;

CREATE FUNCTION door.stream_token_make(
  p_sha256 bytea, p_call uuid, p_tenant uuid, p_account text, p_call_sid text, p_now timestamptz, p_for interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  made integer;
BEGIN
  DELETE FROM stream_token WHERE sha256 IN (
    SELECT sha256 FROM stream_token WHERE expires_at < p_now - interval '1 minute' ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED);
  INSERT INTO stream_token (sha256, tenant_id, agency_id, call_id, epoch, account, call_sid, expires_at)
  SELECT p_sha256, t.id, t.agency_id, c.call_id, c.epoch, p_account, p_call_sid, p_now + p_for
  -- The claim names the tenant once the call is opened; until then the endpoint must reach the one that is asked for.
  FROM call_claim c JOIN tenant t ON t.id = coalesce(c.tenant_id, p_tenant)
  WHERE c.call_id = p_call AND c.state <> 'ended' AND t.id = p_tenant
    AND (c.tenant_id IS NOT NULL
      OR EXISTS (SELECT FROM phone_number n WHERE n.endpoint_id = c.endpoint_id AND n.tenant_id = t.id)
      OR EXISTS (SELECT FROM endpoint e WHERE e.id = c.endpoint_id AND e.tenant_id = t.id))
    AND (SELECT count(*) FROM stream_token s WHERE s.call_id = p_call) < 20
  RETURNING epoch INTO made;
  RETURN made;
END
$$;
COMMENT ON FUNCTION door.stream_token_make IS 'The epoch of the call that the token is for; null if the call is over, not this tenant''s, or has 20 tokens that wait.';

CREATE FUNCTION door.stream_token_redeem(p_sha256 bytea, p_now timestamptz)
RETURNS TABLE (endpoint uuid, account text, call_sid text, tenant uuid, call uuid, epoch integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH spent AS (DELETE FROM stream_token s WHERE s.sha256 = p_sha256 RETURNING s.*)
  SELECT c.endpoint_id, s.account, s.call_sid, s.tenant_id, s.call_id, s.epoch
  FROM spent s JOIN call_claim c USING (call_id) WHERE s.expires_at > p_now AND c.state <> 'ended'
$$;
COMMENT ON FUNCTION door.stream_token_redeem IS 'What a token was bound to, to the first who asks, in time, of a call that is not over.';

CREATE FUNCTION door.carrier_call(p_endpoint uuid, p_provider_call_id text)
RETURNS TABLE (call uuid, epoch integer, owner text, state text, tenant uuid, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT call_id, epoch, owner, state, tenant_id, received_at FROM call_claim
  WHERE endpoint_id = p_endpoint AND provider_call_id = p_provider_call_id
$$;
COMMENT ON FUNCTION door.carrier_call IS 'Whose a call is that the carrier sends news of.';

GRANT EXECUTE ON FUNCTION door.stream_token_make, door.stream_token_redeem, door.carrier_call TO frontdesk_runtime;
RESET ROLE;
