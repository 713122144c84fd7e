CREATE TABLE call_claim (
  call_id          uuid NOT NULL PRIMARY KEY,
  tenant_id        uuid,
  agency_id        uuid,
  endpoint_id      uuid NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  provider_call_id text NOT NULL,
  webhook_type     text NOT NULL,
  carrier_call_id  text,
  webhook_id       text NOT NULL,
  offer            json NOT NULL,
  owner            text NOT NULL,
  epoch            integer NOT NULL DEFAULT 1 CHECK (epoch > 0),
  state            text NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'decided', 'ended')),
  attempts         integer NOT NULL DEFAULT 1,
  received_at      timestamptz NOT NULL,
  offered_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at       timestamptz,
  ended_at         timestamptz,
  UNIQUE (endpoint_id, provider_call_id)
);
COMMENT ON TABLE call_claim IS 'The row that makes a call ours and says whose: owner node and epoch, the fence. Written before the delivery is answered 2xx.';
COMMENT ON COLUMN call_claim.offer IS 'As text: an offer is stored whatever its strings hold, U+0000 included.';
COMMENT ON COLUMN call_claim.offered_at IS 'When the offer was last handed to a node; by the database''s clock.';
CREATE INDEX call_claim_carrier ON call_claim (endpoint_id, carrier_call_id) WHERE carrier_call_id IS NOT NULL;
CREATE INDEX call_claim_unanswered ON call_claim (offered_at) WHERE state = 'offered';
CREATE INDEX call_claim_owner ON call_claim (owner) WHERE state <> 'ended';
CREATE INDEX call_claim_tenant ON call_claim (tenant_id);
SELECT guard('call_claim');
SELECT open_door('call_claim', 'SELECT, INSERT, UPDATE');
