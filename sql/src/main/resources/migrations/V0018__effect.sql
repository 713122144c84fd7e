CREATE TABLE effect (
  call_id     uuid NOT NULL,
  effect_id   text NOT NULL,
  tenant_id   uuid,
  agency_id   uuid,
  epoch       integer NOT NULL,
  kind        text NOT NULL,
  payload     json NOT NULL,
  result      json,
  claimed_at  timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (call_id, effect_id)
);
COMMENT ON TABLE effect IS 'What the core wanted done once: inserted under the call''s epoch before it is done, finished with its result.';
CREATE INDEX effect_tenant ON effect (tenant_id);
CREATE INDEX effect_agency ON effect (agency_id);
SELECT guard('effect');
GRANT SELECT ON effect TO frontdesk_runtime;
SELECT open_door('effect', 'SELECT, INSERT, UPDATE (tenant_id, agency_id, result, finished_at)');
