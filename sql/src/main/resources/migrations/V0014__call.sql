CREATE TABLE call (
  id                uuid NOT NULL PRIMARY KEY,
  tenant_id         uuid NOT NULL,
  agency_id         uuid NOT NULL,
  endpoint_id       uuid NOT NULL,
  caller            text,
  caller_name       text,
  dialled           text,
  carrier_call_id   text,
  provider_call_id  text NOT NULL,
  profile_id        uuid,
  contact_id        uuid,
  language          text,
  decision          text NOT NULL,
  reasons           text[] NOT NULL DEFAULT '{}',
  received_at       timestamptz NOT NULL,
  answered_at       timestamptz,
  ended_at          timestamptz,
  outcome           text,
  outcome_reason    text,
  text_in           bigint NOT NULL DEFAULT 0,
  text_cached_in    bigint NOT NULL DEFAULT 0,
  audio_in          bigint NOT NULL DEFAULT 0,
  audio_cached_in   bigint NOT NULL DEFAULT 0,
  text_out          bigint NOT NULL DEFAULT 0,
  audio_out         bigint NOT NULL DEFAULT 0,
  transcription_s   double precision NOT NULL DEFAULT 0,
  cost_micros       bigint NOT NULL DEFAULT 0,
  UNIQUE (id, tenant_id),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE call IS 'One caller''s visit, ring to end; a projection of its facts, written by the journal only. Tokens are counted by kind, cost in micro-dollars.';
CREATE INDEX call_tenant_received ON call (tenant_id, received_at DESC, id);
CREATE INDEX call_agency_received ON call (agency_id, received_at DESC, id);
SELECT guard('call');
GRANT SELECT ON call TO frontdesk_runtime;
SELECT open_door('call', 'SELECT, INSERT, UPDATE');

CREATE TABLE spending (
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  month       date NOT NULL,
  cost_micros bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, month),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE spending IS 'Cost by month of the tenant''s own calendar, for budgets; written by the journal only.';
CREATE INDEX spending_agency ON spending (agency_id);
SELECT guard('spending');
GRANT SELECT ON spending TO frontdesk_runtime;
SELECT open_door('spending', 'SELECT, INSERT, UPDATE');
