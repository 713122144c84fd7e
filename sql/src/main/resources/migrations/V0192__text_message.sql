-- Text messages that were sent for a tenant, and what the carrier says became of them.
CREATE TABLE text_message (
  id          uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  call_id     uuid,
  delivery_id uuid REFERENCES webhook_delivery ON DELETE CASCADE,
  recipient   text NOT NULL CHECK (recipient ~ '^\+[1-9][0-9]{1,14}$'),
  sid         text,
  segments    integer NOT NULL,
  status      text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'unknown', 'accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered',
    'undelivered', 'failed', 'canceled', 'read')),
  error_code  integer,
  asked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  status_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE text_message IS 'A text message, written before the carrier is asked to send it; what it said is not repeated here.';
COMMENT ON COLUMN text_message.endpoint_id IS 'Over which it was sent; it may be gone by now.';
COMMENT ON COLUMN text_message.call_id IS 'In which its receptionist sent it to the caller; null: it tells people of an event.';
COMMENT ON COLUMN text_message.status IS 'The carrier''s word, the furthest of those that came in whatever order; asked: it has said nothing, unknown: nor whether it took it.';
COMMENT ON COLUMN text_message.error_code IS 'The carrier''s, of what was not delivered.';
CREATE INDEX text_message_tenant ON text_message (tenant_id, asked_at DESC);
CREATE INDEX text_message_agency ON text_message (agency_id);
CREATE INDEX text_message_call ON text_message (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX text_message_delivery ON text_message (delivery_id) WHERE delivery_id IS NOT NULL;
SELECT guard('text_message');
GRANT SELECT ON text_message TO frontdesk_runtime;
SELECT open_door('text_message', 'SELECT, INSERT, UPDATE, DELETE');

SET ROLE frontdesk_definer;

CREATE FUNCTION door.text_rank(p_status text) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE p_status WHEN 'asked' THEN 0 WHEN 'unknown' THEN 1 WHEN 'accepted' THEN 2 WHEN 'scheduled' THEN 2 WHEN 'queued' THEN 3 WHEN 'sending' THEN 4
    WHEN 'sent' THEN 5 WHEN 'delivered' THEN 6 WHEN 'undelivered' THEN 6 WHEN 'failed' THEN 6 WHEN 'canceled' THEN 6 WHEN 'read' THEN 7 END
$$;
COMMENT ON FUNCTION door.text_rank IS 'How far a status is; the carrier''s news overtake each other. Null: no status.';

CREATE FUNCTION door.text_begin(p_tenant uuid, p_call uuid, p_delivery uuid, p_recipient text, p_segments integer)
RETURNS TABLE (id uuid, endpoint uuid, sender text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  number phone_number;
  -- An event is its channel's, and so its tenant's, who may not be another.
  owner  uuid := coalesce((SELECT d.tenant_id FROM webhook_delivery d WHERE d.id = p_delivery), p_tenant);
BEGIN
  SELECT n.* INTO number FROM phone_number n JOIN endpoint e ON e.id = n.endpoint_id
  WHERE n.tenant_id = owner AND e.provider = 'twilio'
  ORDER BY n.e164 = (SELECT c.dialled FROM call c WHERE c.id = p_call) DESC NULLS LAST, n.e164 LIMIT 1;
  IF FOUND THEN
    RETURN QUERY INSERT INTO text_message AS t (tenant_id, agency_id, endpoint_id, call_id, delivery_id, recipient, segments)
      VALUES (number.tenant_id, number.agency_id, number.endpoint_id, p_call, p_delivery, p_recipient, p_segments)
      RETURNING t.id, t.endpoint_id, number.e164;
  END IF;
END
$$;
COMMENT ON FUNCTION door.text_begin IS 'Writes a text message down and tells from which number of the tenant it goes: the one that was dialled, or another at a carrier; nothing if there is none.';

CREATE FUNCTION door.text_status(p_id uuid, p_endpoint uuid, p_sid text, p_status text, p_error integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  known text_message;
BEGIN
  SELECT * INTO known FROM text_message t WHERE t.id = p_id AND t.endpoint_id = p_endpoint FOR UPDATE;
  IF NOT FOUND OR known.sid <> p_sid OR door.text_rank(p_status) IS NULL THEN
    RETURN false;
  END IF;
  UPDATE text_message SET sid = coalesce(sid, p_sid),
    status = CASE WHEN door.text_rank(p_status) > door.text_rank(status) THEN p_status ELSE status END,
    status_at = CASE WHEN door.text_rank(p_status) > door.text_rank(status) THEN clock_timestamp() ELSE status_at END,
    error_code = CASE WHEN door.text_rank(p_status) > door.text_rank(status) THEN p_error ELSE error_code END
  WHERE id = p_id;
  UPDATE webhook_delivery d SET answer = (
    SELECT left(string_agg(concat_ws(' ', t.recipient, t.status, '(' || t.error_code || ')'), ', ' ORDER BY t.recipient), 400)
    FROM (SELECT DISTINCT ON (recipient) * FROM text_message WHERE delivery_id = d.id ORDER BY recipient, asked_at DESC) t)
  WHERE d.id = known.delivery_id;
  RETURN true;
END
$$;
COMMENT ON FUNCTION door.text_status IS 'What the carrier says of a text message; what is less far than what is known changes nothing. False: no such message, or another.';

CREATE FUNCTION door.texts_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM text_message WHERE call_id = OLD.id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.texts_forgotten IS 'To whom a receptionist wrote is forgotten with who called.';

GRANT EXECUTE ON FUNCTION door.text_begin, door.text_status TO frontdesk_runtime;
RESET ROLE;
CREATE TRIGGER texts_are_forgotten AFTER UPDATE ON call FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)
  EXECUTE FUNCTION door.texts_forgotten();
CREATE TRIGGER texts_go AFTER DELETE ON call FOR EACH ROW EXECUTE FUNCTION door.texts_forgotten();
