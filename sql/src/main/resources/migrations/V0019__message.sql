CREATE TABLE message (
  id          uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  call_id     uuid NOT NULL,
  from_name   text NOT NULL DEFAULT '',
  from_number text NOT NULL DEFAULT '',
  target_key  text,
  urgent      boolean NOT NULL DEFAULT false,
  body        text NOT NULL,
  taken_at    timestamptz NOT NULL DEFAULT now(),
  handled_at  timestamptz,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE message IS 'What callers asked to have passed on. call_id has no foreign key: a message may be taken before its call''s first fact is written.';
CREATE INDEX message_tenant ON message (tenant_id, taken_at DESC);
CREATE INDEX message_agency ON message (agency_id);
CREATE INDEX message_call ON message (call_id);
SELECT guard('message');
GRANT SELECT, UPDATE (handled_at), DELETE ON message TO frontdesk_runtime;
SELECT open_door('message', 'SELECT, INSERT');
