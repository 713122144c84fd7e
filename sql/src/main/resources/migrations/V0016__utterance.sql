CREATE TABLE utterance (
  call_id    uuid NOT NULL,
  tenant_id  uuid NOT NULL,
  agency_id  uuid NOT NULL,
  item       text NOT NULL,
  place      double precision NOT NULL,
  side       text NOT NULL CHECK (side IN ('caller', 'agent')),
  body       text NOT NULL,
  state      text NOT NULL CHECK (state IN ('complete', 'interrupted', 'partial', 'failed')),
  started_at timestamptz NOT NULL,
  epoch      integer NOT NULL,
  seq        integer NOT NULL,
  body_epoch integer NOT NULL,
  body_seq   integer NOT NULL,
  PRIMARY KEY (call_id, item),
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE utterance IS 'One party''s unbroken speech; place orders the conversation. epoch and seq name the fact it was last written by, body_epoch and body_seq the one that its words are from.';
CREATE INDEX utterance_order ON utterance (call_id, place);
CREATE INDEX utterance_tenant ON utterance (tenant_id);
CREATE INDEX utterance_agency ON utterance (agency_id);
SELECT guard('utterance');
GRANT SELECT ON utterance TO frontdesk_runtime;
SELECT open_door('utterance', 'SELECT, INSERT, UPDATE');
