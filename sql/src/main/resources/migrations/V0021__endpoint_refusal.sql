CREATE TABLE endpoint_refusal (
  id               uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  endpoint_id      uuid NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  tenant_id        uuid,
  agency_id        uuid,
  provider_call_id text NOT NULL DEFAULT '',
  caller           text NOT NULL DEFAULT '',
  dialled          text NOT NULL DEFAULT '',
  reason           text NOT NULL,
  at               timestamptz NOT NULL,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE endpoint_refusal IS 'Deliveries that reached no tenant, such as an unknown number; they belong to the owner of the endpoint.';
CREATE INDEX endpoint_refusal_endpoint ON endpoint_refusal (endpoint_id, at DESC);
CREATE INDEX endpoint_refusal_tenant ON endpoint_refusal (tenant_id, at DESC);
CREATE INDEX endpoint_refusal_agency ON endpoint_refusal (agency_id, at DESC);
SELECT guard('endpoint_refusal');
GRANT SELECT ON endpoint_refusal TO frontdesk_runtime;
SELECT open_door('endpoint_refusal', 'INSERT');
