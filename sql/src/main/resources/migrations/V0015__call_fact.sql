CREATE TABLE call_fact (
  call_id   uuid NOT NULL,
  epoch     integer NOT NULL,
  seq       integer NOT NULL,
  tenant_id uuid,
  agency_id uuid,
  at        timestamptz NOT NULL,
  kind      text NOT NULL,
  data      json NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (call_id, epoch, seq),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE call_fact IS 'What happened in calls, append-only, under the epoch in which it happened. Without a tenant until its call is opened.';
COMMENT ON COLUMN call_fact.data IS 'json, not jsonb: an event is replayed byte for byte.';
CREATE INDEX call_fact_tenant ON call_fact (tenant_id, call_id);
CREATE INDEX call_fact_agency ON call_fact (agency_id);
SELECT guard('call_fact');
GRANT SELECT ON call_fact TO frontdesk_runtime;
SELECT open_door('call_fact', 'SELECT, INSERT, UPDATE (tenant_id, agency_id)');
