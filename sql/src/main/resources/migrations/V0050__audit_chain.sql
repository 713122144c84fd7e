-- Entries of one agency hang together by hashes, so that none is changed or taken away unseen. The chain goes over a salted digest of
-- the detail, so that the detail itself, which may name people, can be erased while the chain still holds.
CREATE TABLE audit_chain (
  agency_id uuid NOT NULL PRIMARY KEY REFERENCES agency,
  place     bigint NOT NULL DEFAULT 0,
  hash      bytea NOT NULL DEFAULT ''
);
COMMENT ON TABLE audit_chain IS 'The last link of each agency''s audit chain; its row lock puts writers in a line.';
ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_only ON audit_chain TO frontdesk_runtime
  USING (agency_id = nullif(current_setting('frontdesk.agency', true), '')::uuid);
GRANT SELECT ON audit_chain TO frontdesk_runtime;
SELECT open_door('audit_chain', 'SELECT, INSERT, UPDATE');

ALTER TABLE audit
  ADD COLUMN place     bigint,
  ADD COLUMN salt      bytea,
  ADD COLUMN digest    bytea,
  ADD COLUMN prev      bytea,
  ADD COLUMN hash      bytea,
  ADD COLUMN erased_at timestamptz,
  ALTER COLUMN detail DROP NOT NULL,
  -- An entry outlives its tenant: a chain has no holes. The trigger below checks what this constraint did.
  DROP CONSTRAINT audit_tenant_id_agency_id_fkey;
SELECT open_door('audit', 'SELECT, UPDATE (detail, salt, erased_at)');

SET ROLE frontdesk_definer;
CREATE FUNCTION door.audit_digest(salt bytea, detail jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(salt || convert_to(detail::text, 'UTF8'))
$$;

CREATE FUNCTION door.audit_hash(entry audit) RETURNS bytea
LANGUAGE sql STABLE AS $$
  -- An array of JSON keeps neighbours apart; microseconds do not depend on a time zone.
  SELECT sha256(entry.prev || convert_to(json_build_array(entry.agency_id, entry.place, entry.id, entry.tenant_id,
    (extract(epoch FROM entry.at) * 1000000)::bigint, entry.actor, entry.action, entry.subject, encode(entry.digest, 'hex'))::text, 'UTF8'))
$$;
COMMENT ON FUNCTION door.audit_hash IS 'SHA-256 of the previous hash and everything an entry says, its detail by digest.';

CREATE FUNCTION door.audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit_chain;
BEGIN
  IF NEW.tenant_id IS NOT NULL AND NOT EXISTS (SELECT FROM tenant WHERE id = NEW.tenant_id AND agency_id = NEW.agency_id) THEN
    RAISE EXCEPTION 'the tenant is not this agency''s' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'audit_tenant';
  END IF;
  INSERT INTO audit_chain (agency_id) VALUES (NEW.agency_id) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_chain WHERE agency_id = NEW.agency_id FOR UPDATE;
  NEW.at := clock_timestamp();
  NEW.place := head.place + 1;
  NEW.prev := head.hash;
  NEW.salt := uuid_send(gen_random_uuid());
  NEW.detail := coalesce(NEW.detail, '{}');
  NEW.digest := door.audit_digest(NEW.salt, NEW.detail);
  NEW.erased_at := NULL;
  NEW.hash := door.audit_hash(NEW);
  UPDATE audit_chain SET place = NEW.place, hash = NEW.hash WHERE agency_id = NEW.agency_id;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION door.audit_link IS 'Appends an entry to its agency''s chain; the agency''s other writers wait for the end of this transaction.';

CREATE FUNCTION door.audit_outlives_tenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE audit SET detail = NULL, salt = NULL, erased_at = clock_timestamp() WHERE tenant_id = OLD.id AND detail IS NOT NULL;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.audit_outlives_tenant IS 'With a tenant go the details of its audit entries; that there were such entries stays.';
GRANT EXECUTE ON FUNCTION door.audit_digest, door.audit_hash TO frontdesk_runtime;
RESET ROLE;

-- What was written before, in its order.
DO $$
DECLARE
  old  audit;
  head audit_chain;
BEGIN
  FOR old IN SELECT * FROM audit ORDER BY agency_id, at, id LOOP
    IF old.agency_id IS DISTINCT FROM head.agency_id THEN
      head := ROW(old.agency_id, 0, ''::bytea);
      INSERT INTO audit_chain (agency_id) VALUES (old.agency_id);
    END IF;
    old.place := head.place + 1;
    old.prev := head.hash;
    old.salt := uuid_send(gen_random_uuid());
    old.digest := door.audit_digest(old.salt, old.detail);
    old.hash := door.audit_hash(old);
    UPDATE audit SET place = old.place, prev = old.prev, salt = old.salt, digest = old.digest, hash = old.hash WHERE id = old.id;
    UPDATE audit_chain SET place = old.place, hash = old.hash WHERE agency_id = old.agency_id;
    head.place := old.place;
    head.hash := old.hash;
  END LOOP;
END
$$;

ALTER TABLE audit
  ALTER COLUMN place SET NOT NULL,
  ALTER COLUMN digest SET NOT NULL,
  ALTER COLUMN prev SET NOT NULL,
  ALTER COLUMN hash SET NOT NULL,
  ADD CONSTRAINT audit_detail_or_erased CHECK ((detail IS NULL) = (erased_at IS NOT NULL) AND (detail IS NULL) = (salt IS NULL)),
  ADD CONSTRAINT audit_place UNIQUE (agency_id, place);
DROP INDEX audit_tenant, audit_agency;
CREATE INDEX audit_tenant ON audit (tenant_id, place DESC);
CREATE TRIGGER link BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION door.audit_link();
CREATE TRIGGER audit_outlives_tenant AFTER DELETE ON tenant FOR EACH ROW EXECUTE FUNCTION door.audit_outlives_tenant();

-- The chain is the database's to write.
REVOKE INSERT ON audit FROM frontdesk_runtime;
GRANT INSERT (id, tenant_id, agency_id, actor, action, subject, detail) ON audit TO frontdesk_runtime;
COMMENT ON TABLE audit IS 'Who changed what; append-only for the program, one chain per agency. Never holds a secret. subject holds ids, never a person''s number or name: it cannot be erased.';
COMMENT ON COLUMN audit.salt IS 'Goes with the detail: without it nobody can try numbers until the digest fits.';
COMMENT ON COLUMN audit.prev IS 'Hash of the entry one place before in the agency''s chain; empty for the first.';
