-- A caller who asks to be forgotten is: what names them goes, that a call took place stays, for volumes and cost.
CREATE TABLE erasure (
  id           uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid NOT NULL,
  agency_id    uuid NOT NULL,
  salt         bytea NOT NULL,
  digest       bytea NOT NULL,
  asked_by     text NOT NULL,
  asked_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at  timestamptz,
  counts       jsonb NOT NULL DEFAULT '{}',
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE erasure IS 'Certificates: that a caller was erased, when, by whom, and how many rows of what. Without the number; what is stored late is held against the digest.';
COMMENT ON COLUMN erasure.digest IS 'SHA-256 of salt and number: proves to who knows the number that it is meant. Numbers are few, so it is treated as personal.';
COMMENT ON COLUMN erasure.finished_at IS 'Null: begun, to be asked for again.';
CREATE INDEX erasure_tenant ON erasure (tenant_id, asked_at DESC, id);
CREATE INDEX erasure_agency ON erasure (agency_id);
SELECT guard('erasure');
GRANT SELECT ON erasure TO frontdesk_runtime;
SELECT open_door('erasure', 'SELECT, INSERT, UPDATE (finished_at, counts)');

ALTER TABLE call ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN call.erased_at IS 'Its caller asked to be forgotten: nothing they said or are is stored of it, also when it comes late.';
CREATE INDEX call_erased ON call (id) WHERE erased_at IS NOT NULL;
CREATE INDEX call_caller ON call (tenant_id, caller);
CREATE INDEX outbox_call ON outbox (call_id);

GRANT DELETE ON utterance, call_fact, message, outbox, contact TO frontdesk_definer;
GRANT UPDATE (payload) ON effect TO frontdesk_definer;
SELECT open_door('idempotent_answer', 'SELECT, DELETE');
GRANT SELECT, UPDATE (caller) ON endpoint_refusal TO frontdesk_definer;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.impersonal() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ARRAY['call.answered', 'call.ended', 'usage', 'latency', 'latency.answer']
$$;
COMMENT ON FUNCTION door.impersonal IS 'Kinds of facts that tell nothing of a caller; only these are kept of an erased call.';

CREATE FUNCTION door.erase_calls(p_calls uuid[]) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  erased jsonb := '{}';
  n      bigint;
BEGIN
  UPDATE call SET caller = NULL, caller_name = NULL, contact_id = NULL, erased_at = coalesce(erased_at, clock_timestamp()),
    reasons = ARRAY(SELECT split_part(reason, ': ', 1) FROM unnest(reasons) WITH ORDINALITY AS r (reason, place) ORDER BY place)
  WHERE id = ANY (p_calls);
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('calls', n);
  UPDATE call_claim SET offer = '{}' WHERE call_id = ANY (p_calls) AND offer::text <> '{}';
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('claims', n);
  DELETE FROM utterance WHERE call_id = ANY (p_calls);
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('utterances', n);
  DELETE FROM call_fact WHERE call_id = ANY (p_calls) AND kind <> ALL (door.impersonal());
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('facts', n);
  UPDATE effect SET payload = '{}', result = NULL
  WHERE call_id = ANY (p_calls) AND (payload::text <> '{}' OR result IS NOT NULL);
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('effects', n);
  DELETE FROM message WHERE call_id = ANY (p_calls);
  GET DIAGNOSTICS n = ROW_COUNT;
  erased := erased || jsonb_build_object('messages', n);
  DELETE FROM outbox WHERE call_id = ANY (p_calls);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN erased || jsonb_build_object('outbox', n);
END
$$;

CREATE FUNCTION door.summed(one jsonb, other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(key, total), '{}') FROM (
    SELECT key, sum(value::bigint) AS total
    FROM (SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other)) each GROUP BY key) totals
$$;

CREATE FUNCTION door.erasure_begin(p_number text, p_asked_by text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  fresh bytea := uuid_send(gen_random_uuid());
  begun uuid;
BEGIN
  INSERT INTO erasure (tenant_id, agency_id, salt, digest, asked_by)
  SELECT id, agency_id, fresh, sha256(fresh || convert_to(p_number, 'UTF8')), p_asked_by
  FROM tenant WHERE id = nullif(current_setting('frontdesk.tenant', true), '')::uuid
  RETURNING id INTO begun;
  IF begun IS NULL THEN
    RAISE EXCEPTION 'an erasure is of a tenant' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN begun;
END
$$;
COMMENT ON FUNCTION door.erasure_begin IS 'From its commit on, what is stored late of the current tenant''s caller is stored erased.';

CREATE FUNCTION door.journal_barrier() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock(2, bucket) FROM generate_series(0, 255) bucket
$$;
COMMENT ON FUNCTION door.journal_barrier IS 'Returns when every batch of facts that was under way is committed: later ones see what was committed before.';

CREATE FUNCTION door.erasure_sweep(p_erasure uuid, p_number text, p_calls integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own      uuid := nullif(current_setting('frontdesk.tenant', true), '')::uuid;
  certain  erasure;
  calls    uuid[];
  contacts text[];
  swept    jsonb;
  n        bigint;
BEGIN
  SELECT * INTO certain FROM erasure WHERE id = p_erasure AND tenant_id = own FOR UPDATE;
  IF NOT FOUND OR certain.digest <> sha256(certain.salt || convert_to(p_number, 'UTF8')) THEN
    RAISE EXCEPTION 'not the number of this erasure' USING ERRCODE = 'insufficient_privilege';
  END IF;
  calls := ARRAY(SELECT id FROM call WHERE tenant_id = own AND caller = p_number LIMIT p_calls);
  -- Batches of facts of these calls wait, and then find them erased.
  PERFORM pg_advisory_xact_lock(2, bucket) FROM (SELECT DISTINCT hashtext(c::text) & 255 AS bucket FROM unnest(calls) c ORDER BY 1) buckets;
  swept := door.erase_calls(calls);
  IF cardinality(calls) < p_calls THEN
    DELETE FROM message WHERE tenant_id = own AND regexp_replace(from_number, '[^0-9]', '', 'g') IN (substr(p_number, 2), '00' || substr(p_number, 2));
    GET DIAGNOSTICS n = ROW_COUNT;
    swept := door.summed(swept, jsonb_build_object('messages', n));
    DELETE FROM outbox WHERE tenant_id = own AND strpos(payload::text, p_number) > 0;
    GET DIAGNOSTICS n = ROW_COUNT;
    swept := door.summed(swept, jsonb_build_object('outbox', n));
    -- Answers to creates that may be asked again: who asks again creates again.
    DELETE FROM idempotent_answer WHERE tenant_id = own AND strpos(concat(location, body), p_number) > 0;
    UPDATE call_claim c SET offer = '{}'
    WHERE (c.tenant_id = own OR c.endpoint_id IN (SELECT e.id FROM endpoint e WHERE e.tenant_id = own))
      AND c.state = 'ended' AND strpos(c.offer::text, p_number) > 0;
    GET DIAGNOSTICS n = ROW_COUNT;
    swept := door.summed(swept, jsonb_build_object('claims', n));
    UPDATE endpoint_refusal SET caller = '' WHERE tenant_id = own AND caller = p_number;
    GET DIAGNOSTICS n = ROW_COUNT;
    swept := swept || jsonb_build_object('refusals', n);
    WITH gone AS (DELETE FROM contact WHERE tenant_id = own AND number = p_number RETURNING id)
    SELECT array_agg(id::text) INTO contacts FROM gone;
    swept := swept || jsonb_build_object('contacts', coalesce(cardinality(contacts), 0));
    UPDATE audit SET detail = NULL, salt = NULL, erased_at = clock_timestamp()
    WHERE tenant_id = own AND detail IS NOT NULL AND (strpos(detail::text, p_number) > 0
      OR EXISTS (SELECT FROM unnest(contacts) id WHERE strpos(subject, id) > 0 OR strpos(detail::text, id) > 0));
    GET DIAGNOSTICS n = ROW_COUNT;
    swept := swept || jsonb_build_object('audit', n);
  END IF;
  UPDATE erasure SET counts = door.summed(counts, swept),
    finished_at = CASE WHEN cardinality(calls) < p_calls THEN clock_timestamp() END
  WHERE id = p_erasure;
  RETURN cardinality(calls) = p_calls;
END
$$;
COMMENT ON FUNCTION door.erasure_sweep IS 'Erases the current tenant''s caller from at most p_calls calls, and at the end from everything else; true: there is more.';

-- What a node's spool brings late: a call that is unknown here is held against the erasures, of a known one only the impersonal is stored.
ALTER FUNCTION door.journal_open(call_fact[]) RENAME TO journal_open_calls;
CREATE FUNCTION door.journal_open(facts call_fact[]) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  opened uuid[] := door.journal_open_calls(facts);
  late   uuid[];
BEGIN
  late := ARRAY(
    SELECT c.id FROM call c WHERE c.id = ANY (opened) AND EXISTS (
      SELECT FROM erasure e WHERE e.tenant_id = c.tenant_id AND c.received_at <= e.asked_at
        AND e.digest = sha256(e.salt || convert_to(c.caller, 'UTF8'))));
  IF cardinality(late) > 0 THEN
    PERFORM door.erase_calls(late);
  END IF;
  RETURN opened;
END
$$;
COMMENT ON FUNCTION door.journal_open IS 'Opens the calls of call.opened facts; those of a caller who was erased since are opened erased.';

ALTER FUNCTION door.journal_append(uuid[], integer[], integer[], timestamptz[], text[], text[]) RENAME TO journal_append_known;
REVOKE EXECUTE ON FUNCTION door.journal_append_known FROM frontdesk_runtime;
CREATE FUNCTION door.journal_append(
  p_calls uuid[], p_epochs integer[], p_seqs integer[], p_ats timestamptz[], p_kinds text[], p_data text[])
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  erased uuid[];
  kept   record;
BEGIN
  -- Before looking, so that an erasure is either over or waits for this batch.
  PERFORM pg_advisory_xact_lock(2, bucket)
  FROM (SELECT DISTINCT hashtext(c::text) & 255 AS bucket FROM unnest(p_calls) c ORDER BY 1) buckets;
  erased := ARRAY(SELECT c.id FROM call c WHERE c.id = ANY (p_calls) AND c.erased_at IS NOT NULL);
  IF cardinality(erased) = 0 THEN
    RETURN door.journal_append_known(p_calls, p_epochs, p_seqs, p_ats, p_kinds, p_data);
  END IF;
  SELECT array_agg(call_id) AS calls, array_agg(epoch) AS epochs, array_agg(seq) AS seqs, array_agg(at) AS ats,
    array_agg(kind) AS kinds, array_agg(data) AS data INTO kept
  FROM unnest(p_calls, p_epochs, p_seqs, p_ats, p_kinds, p_data) AS b (call_id, epoch, seq, at, kind, data)
  WHERE call_id <> ALL (erased) OR kind = ANY (door.impersonal());
  RETURN CASE WHEN kept.calls IS NULL THEN 0
    ELSE door.journal_append_known(kept.calls, kept.epochs, kept.seqs, kept.ats, kept.kinds, kept.data) END;
END
$$;
COMMENT ON FUNCTION door.journal_append IS 'Stores facts whatever their epoch, each once, and projects the new ones in the same transaction; of an erased call only the impersonal. Returns how many were new.';

ALTER FUNCTION door.take_message(uuid, integer, text, uuid, text) RENAME TO take_message_known;
REVOKE EXECUTE ON FUNCTION door.take_message_known FROM frontdesk_runtime;
CREATE FUNCTION door.take_message(p_call uuid, p_epoch integer, p_effect text, p_tenant uuid, p_payload text)
RETURNS TABLE (verdict text, result text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(2, hashtext(p_call::text) & 255);
  IF EXISTS (SELECT FROM call c WHERE c.id = p_call AND c.erased_at IS NOT NULL) THEN
    RETURN QUERY SELECT 'stale', NULL::text;
  ELSE
    RETURN QUERY SELECT m.verdict, m.result FROM door.take_message_known(p_call, p_epoch, p_effect, p_tenant, p_payload) m;
  END IF;
END
$$;
COMMENT ON FUNCTION door.take_message IS 'Effect, message and notification in one transaction, with the verdicts of effect_claim; granted means taken; stale too if the caller was erased.';

CREATE FUNCTION door.nothing_of_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM call c WHERE c.id = NEW.call_id AND c.erased_at IS NOT NULL) THEN
    IF TG_TABLE_NAME = 'call_claim' THEN
      NEW.offer := '{}';
    ELSE
      NEW.payload := '{}';
      NEW.result := NULL;
    END IF;
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION door.nothing_of_erased IS 'A claim or effect of an erased call, stored late, is stored without what it says.';
GRANT EXECUTE ON FUNCTION door.erasure_begin, door.journal_barrier, door.erasure_sweep, door.journal_append, door.take_message TO frontdesk_runtime;
RESET ROLE;
CREATE TRIGGER nothing_of_erased BEFORE INSERT ON call_claim FOR EACH ROW EXECUTE FUNCTION door.nothing_of_erased();
CREATE TRIGGER nothing_of_erased BEFORE INSERT OR UPDATE OF result ON effect FOR EACH ROW EXECUTE FUNCTION door.nothing_of_erased();
