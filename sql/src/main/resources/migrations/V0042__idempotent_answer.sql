CREATE TABLE idempotent_answer (
  key_id         uuid NOT NULL,
  scope          uuid NOT NULL CHECK (scope = coalesce(tenant_id, agency_id)),
  name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  tenant_id      uuid,
  agency_id      uuid NOT NULL REFERENCES agency,
  request_sha256 bytea NOT NULL CHECK (length(request_sha256) = 32),
  status         integer NOT NULL,
  location       text,
  body           text,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (key_id, scope, name),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE idempotent_answer IS 'What the admin API answered to a create that named an Idempotency-Key; repeated for a day, never with a secret.';
CREATE INDEX idempotent_answer_tenant ON idempotent_answer (tenant_id, created_at);
CREATE INDEX idempotent_answer_agency ON idempotent_answer (agency_id, created_at);
SELECT guard('idempotent_answer');
GRANT SELECT, INSERT, DELETE ON idempotent_answer TO frontdesk_runtime;
