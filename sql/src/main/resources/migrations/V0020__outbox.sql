CREATE TABLE outbox (
  id           uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid NOT NULL,
  agency_id    uuid NOT NULL,
  call_id      uuid,
  kind         text NOT NULL,
  payload      json NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz NOT NULL DEFAULT now(),
  attempts     integer NOT NULL DEFAULT 0,
  delivered_at timestamptz,
  dead_at      timestamptz,
  last_error   text,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE outbox IS 'Who is still to be told of what, written in the transaction of what happened; due again after a failure, dead when given up.';
CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_tenant ON outbox (tenant_id, created_at DESC);
CREATE INDEX outbox_agency ON outbox (agency_id);
SELECT guard('outbox');
GRANT SELECT, UPDATE (due_at, dead_at) ON outbox TO frontdesk_runtime;
SELECT open_door('outbox', 'SELECT, INSERT, UPDATE');
