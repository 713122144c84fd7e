ALTER TABLE tenant
  ADD COLUMN redact text[] NOT NULL DEFAULT '{card-number}' CHECK (redact <@ ARRAY['card-number', 'iban', 'us-ssn']);
COMMENT ON COLUMN tenant.redact IS 'Masked by the node that holds a call before anything of it is written; what stands here already stays.';
GRANT UPDATE (redact) ON tenant TO frontdesk_runtime;
