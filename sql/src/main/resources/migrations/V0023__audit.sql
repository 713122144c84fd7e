CREATE TABLE audit (
  id        uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid,
  agency_id uuid NOT NULL REFERENCES agency,
  at        timestamptz NOT NULL DEFAULT now(),
  actor     text NOT NULL,
  action    text NOT NULL,
  subject   text NOT NULL,
  detail    jsonb NOT NULL DEFAULT '{}',
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE audit IS 'Who changed what; append-only for the program. Never holds a secret.';
CREATE INDEX audit_tenant ON audit (tenant_id, at DESC);
CREATE INDEX audit_agency ON audit (agency_id, at DESC);
SELECT guard('audit');
GRANT SELECT, INSERT ON audit TO frontdesk_runtime;
