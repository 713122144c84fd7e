-- Addresses that are told of events, and each event's way to each of them.
CREATE TABLE webhook (
  id              uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id       uuid,
  agency_id       uuid NOT NULL REFERENCES agency,
  url             text NOT NULL CHECK (length(url) <= 2000),
  events          text[] NOT NULL CHECK (cardinality(events) > 0),
  description     text NOT NULL DEFAULT '',
  personal        boolean NOT NULL DEFAULT false,
  enabled         boolean NOT NULL DEFAULT true,
  disabled_reason text,
  failing_since   timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  CHECK (NOT enabled OR disabled_reason IS NULL),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE webhook IS 'An address that is told of events: of one tenant, or without a tenant of all the agency''s.';
COMMENT ON COLUMN webhook.personal IS 'Whether it is also told what names a caller or what they said; ids and times otherwise.';
COMMENT ON COLUMN webhook.disabled_reason IS 'Why it was disabled by itself; null: a person did, or it is enabled.';
COMMENT ON COLUMN webhook.failing_since IS 'First failure since the last success.';
CREATE INDEX webhook_tenant ON webhook (tenant_id);
CREATE INDEX webhook_agency ON webhook (agency_id);
SELECT guard('webhook');
GRANT SELECT, INSERT, DELETE, UPDATE (url, events, description, personal, enabled, disabled_reason, failing_since) ON webhook TO frontdesk_runtime;
SELECT open_door('webhook', 'SELECT, UPDATE (enabled, disabled_reason, failing_since)');

CREATE TABLE webhook_secret (
  id          uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  webhook_id  uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
  tenant_id   uuid,
  agency_id   uuid NOT NULL,
  sealed      bytea NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_key,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  valid_until timestamptz,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE webhook_secret IS 'What a webhook''s deliveries are signed with, encrypted under the owner''s data key.';
COMMENT ON COLUMN webhook_secret.valid_until IS 'Replaced: signs along until then; null: the current one.';
CREATE UNIQUE INDEX webhook_secret_current ON webhook_secret (webhook_id) WHERE valid_until IS NULL;
CREATE INDEX webhook_secret_webhook ON webhook_secret (webhook_id);
CREATE INDEX webhook_secret_tenant ON webhook_secret (tenant_id);
CREATE INDEX webhook_secret_agency ON webhook_secret (agency_id);
CREATE INDEX webhook_secret_key ON webhook_secret (data_key_id);
SELECT guard('webhook_secret');
GRANT SELECT, INSERT, DELETE, UPDATE (valid_until) ON webhook_secret TO frontdesk_runtime;
SELECT open_door('webhook_secret', 'SELECT');

CREATE TABLE webhook_delivery (
  id           uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  webhook_id   uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
  tenant_id    uuid,
  agency_id    uuid NOT NULL,
  outbox_id    uuid REFERENCES outbox ON DELETE CASCADE,
  kind         text NOT NULL,
  happened_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts     integer NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  leased_by    text,
  leased_until timestamptz,
  delivered_at timestamptz,
  dead_at      timestamptz,
  last_status  integer,
  last_error   text,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE webhook_delivery IS 'One event on its way to one webhook, whose owner it belongs to; goes with what the outbox says of the event.';
COMMENT ON COLUMN webhook_delivery.outbox_id IS 'What is told; null: a ping, which tells nothing.';
COMMENT ON COLUMN webhook_delivery.leased_until IS 'A node is at it until then; after that another may be.';
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX webhook_delivery_leased ON webhook_delivery (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX webhook_delivery_shown ON webhook_delivery (webhook_id, happened_at DESC, id);
CREATE INDEX webhook_delivery_outbox ON webhook_delivery (outbox_id);
CREATE INDEX webhook_delivery_tenant ON webhook_delivery (tenant_id);
CREATE INDEX webhook_delivery_agency ON webhook_delivery (agency_id);
SELECT guard('webhook_delivery');
GRANT SELECT, INSERT (id, webhook_id, tenant_id, agency_id, kind), DELETE, UPDATE (due_at, attempts, leased_by, leased_until, delivered_at, dead_at)
  ON webhook_delivery TO frontdesk_runtime;
SELECT open_door('webhook_delivery', 'SELECT, INSERT, UPDATE');

SET ROLE frontdesk_definer;

-- Row-level security does not look through foreign keys.
CREATE FUNCTION door.webhook_part_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhook w WHERE w.id = NEW.webhook_id
      AND (w.tenant_id, w.agency_id) IS NOT DISTINCT FROM (NEW.tenant_id, NEW.agency_id)) THEN
    RAISE EXCEPTION 'it belongs to the owner of its webhook' USING ERRCODE = 'check_violation', CONSTRAINT = 'webhook_part_owner';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION door.webhook_secret_has_one_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM data_key k WHERE k.id = NEW.data_key_id
      AND (k.tenant_id, k.agency_id) IS NOT DISTINCT FROM (NEW.tenant_id, NEW.agency_id)) THEN
    RAISE EXCEPTION 'a secret belongs to the owner of its key' USING ERRCODE = 'check_violation', CONSTRAINT = 'webhook_secret_owner';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION door.webhook_disabled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE webhook_delivery SET dead_at = clock_timestamp(), leased_by = NULL, leased_until = NULL, last_error = 'the webhook was disabled'
  WHERE webhook_id = NEW.id AND delivered_at IS NULL AND dead_at IS NULL;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.webhook_disabled IS 'What was on its way to a disabled webhook is given up; it may be replayed.';

RESET ROLE;
CREATE TRIGGER one_owner BEFORE INSERT ON webhook_secret FOR EACH ROW EXECUTE FUNCTION door.webhook_part_has_one_owner();
CREATE TRIGGER one_owner_of_key BEFORE INSERT ON webhook_secret FOR EACH ROW EXECUTE FUNCTION door.webhook_secret_has_one_owner();
CREATE TRIGGER one_owner BEFORE INSERT ON webhook_delivery FOR EACH ROW EXECUTE FUNCTION door.webhook_part_has_one_owner();
CREATE TRIGGER disabled AFTER UPDATE ON webhook FOR EACH ROW WHEN (OLD.enabled AND NOT NEW.enabled)
  EXECUTE FUNCTION door.webhook_disabled();
