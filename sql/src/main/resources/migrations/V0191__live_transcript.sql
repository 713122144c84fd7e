-- A chat may follow calls as they go on: what was said is told in order, some seconds behind, in a thread of the call where there are threads.
ALTER TABLE webhook
  ADD COLUMN live boolean NOT NULL DEFAULT false,
  ADD COLUMN forum boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT live OR kind IN ('discord', 'slack') AND personal),
  ADD CHECK (NOT forum OR kind = 'discord');
COMMENT ON COLUMN webhook.live IS 'A chat is also told what is said, while it is said.';
COMMENT ON COLUMN webhook.forum IS 'A forum of Discord: every call is a post in it.';
CREATE INDEX webhook_live ON webhook (tenant_id) WHERE live AND enabled;
GRANT UPDATE (live, forum) ON webhook TO frontdesk_runtime;

CREATE TABLE chat_thread (
  webhook_id  uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
  call_id     uuid NOT NULL,
  tenant_id   uuid NOT NULL,
  agency_id   uuid NOT NULL,
  thread      text CHECK (length(thread) <= 40),
  told        text[] NOT NULL DEFAULT '{}',
  over        boolean NOT NULL DEFAULT false,
  given_up_at timestamptz,
  PRIMARY KEY (webhook_id, call_id),
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE chat_thread IS 'How far a chat knows of a call. What was said is not repeated here.';
COMMENT ON COLUMN chat_thread.thread IS 'The service''s name of the post; null: there is none.';
COMMENT ON COLUMN chat_thread.told IS 'Items of utterances that it knows.';
COMMENT ON COLUMN chat_thread.over IS 'It knows that the call has ended.';
COMMENT ON COLUMN chat_thread.given_up_at IS 'A part could not be delivered: no more is sent, until that is replayed.';
CREATE INDEX chat_thread_call ON chat_thread (call_id);
CREATE INDEX chat_thread_tenant ON chat_thread (tenant_id);
CREATE INDEX chat_thread_agency ON chat_thread (agency_id);
SELECT guard('chat_thread');
GRANT SELECT ON chat_thread TO frontdesk_runtime;
SELECT open_door('chat_thread', 'SELECT, INSERT, UPDATE');
CREATE TRIGGER one_owner BEFORE INSERT ON chat_thread FOR EACH ROW EXECUTE FUNCTION door.webhook_part_has_one_owner();

-- Parts of a call have no event that they go with.
CREATE INDEX webhook_delivery_call ON webhook_delivery (call_id) WHERE call_id IS NOT NULL;
GRANT DELETE ON webhook_delivery TO frontdesk_definer;

SET ROLE frontdesk_definer;

CREATE FUNCTION door.parts_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM webhook_delivery WHERE call_id = OLD.id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.parts_forgotten IS 'What was told of a call while it went on is forgotten with what was said in it.';

-- A part under way is not added to: whoever sends it has read what it tells. One that waits tells all there is when it is taken, and
-- cannot be taken before this commits.
CREATE FUNCTION door.live_poke(p_call uuid, p_tenant uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  follower record;
BEGIN
  FOR follower IN
    SELECT w.id, w.tenant_id, w.agency_id FROM webhook w
    WHERE w.tenant_id = p_tenant AND w.live AND w.enabled
      AND NOT EXISTS (SELECT FROM chat_thread c WHERE c.webhook_id = w.id AND c.call_id = p_call AND c.given_up_at IS NOT NULL)
  LOOP
    PERFORM FROM webhook_delivery d
    WHERE d.webhook_id = follower.id AND d.call_id = p_call AND d.kind = 'call.live' AND d.delivered_at IS NULL AND d.dead_at IS NULL
      AND d.leased_until IS NULL
    LIMIT 1 FOR KEY SHARE SKIP LOCKED;
    IF NOT FOUND THEN
      INSERT INTO webhook_delivery (webhook_id, tenant_id, agency_id, call_id, kind, due_at)
      VALUES (follower.id, follower.tenant_id, follower.agency_id, p_call, 'call.live', clock_timestamp() + interval '2 s');
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION door.live_poke IS 'Chats that follow the tenant''s calls are to be told how this one goes on, two seconds from now together with what comes until then.';

CREATE FUNCTION door.words_were_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.live_poke(s.call_id, s.tenant_id)
  FROM (SELECT DISTINCT c.call_id, c.tenant_id FROM changed c
    WHERE c.body <> '' AND EXISTS (SELECT FROM webhook w WHERE w.tenant_id = c.tenant_id AND w.live AND w.enabled)) s;
  RETURN NULL;
END
$$;

CREATE FUNCTION door.followed_call_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.live_poke(NEW.id, NEW.tenant_id);
  RETURN NULL;
END
$$;

CREATE FUNCTION door.live_given_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO chat_thread (webhook_id, call_id, tenant_id, agency_id, given_up_at)
  SELECT NEW.webhook_id, c.id, NEW.tenant_id, NEW.agency_id, clock_timestamp() FROM call c WHERE c.id = NEW.call_id
  ON CONFLICT (webhook_id, call_id) DO UPDATE SET given_up_at = excluded.given_up_at;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION door.live_given_up IS 'A chat that could not be told how a call goes on is told no more of it.';

CREATE FUNCTION door.chat_story(p_delivery uuid, p_limit integer)
RETURNS TABLE (forum boolean, thread text, lines text, more boolean, over boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.forum, c.thread, coalesce(u.lines, '[]')::text, coalesce(u.n, 0) > p_limit,
    k.ended_at IS NOT NULL AND NOT coalesce(c.over, false)
  FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id LEFT JOIN outbox o ON o.id = d.outbox_id
  LEFT JOIN call k ON k.id = coalesce(o.call_id, d.call_id) AND k.erased_at IS NULL
  LEFT JOIN chat_thread c ON c.webhook_id = w.id AND c.call_id = k.id
  LEFT JOIN LATERAL (
    SELECT count(*) AS n, json_agg(json_build_object('item', s.item, 'caller', s.side = 'caller', 'text', left(s.body, 4000)) ORDER BY s.place, s.started_at, s.item) AS lines
    FROM (SELECT v.* FROM utterance v WHERE v.call_id = k.id AND v.body <> '' AND v.item <> ALL (coalesce(c.told, '{}'))
      ORDER BY v.place, v.started_at, v.item LIMIT p_limit + 1) s) u ON d.kind = 'call.live'
  WHERE d.id = p_delivery AND w.kind IN ('discord', 'slack')
$$;
COMMENT ON FUNCTION door.chat_story IS 'Where in a chat a delivery belongs, and what it does not know of the call yet: up to p_limit utterances and one, more if there are others, over if it has ended and the chat does not know.';

CREATE FUNCTION door.chat_told(p_delivery uuid, p_node text, p_thread text, p_items text[], p_over boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  told webhook_delivery;
  followed call;
BEGIN
  SELECT * INTO told FROM webhook_delivery d WHERE d.id = p_delivery AND d.leased_by = p_node;
  SELECT k.* INTO followed FROM call k
  WHERE k.id = coalesce(told.call_id, (SELECT o.call_id FROM outbox o WHERE o.id = told.outbox_id)) AND k.tenant_id = told.tenant_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO chat_thread AS c (webhook_id, call_id, tenant_id, agency_id, thread, told, over)
  VALUES (told.webhook_id, followed.id, told.tenant_id, told.agency_id, p_thread, p_items, p_over)
  ON CONFLICT (webhook_id, call_id) DO UPDATE SET thread = coalesce(c.thread, excluded.thread),
    told = ARRAY(SELECT DISTINCT unnest(c.told || excluded.told)), over = c.over OR excluded.over, given_up_at = NULL;
  IF told.kind = 'call.live' AND (followed.ended_at IS NOT NULL AND NOT p_over
      OR EXISTS (SELECT FROM utterance u JOIN chat_thread c ON c.webhook_id = told.webhook_id AND c.call_id = followed.id
        WHERE u.call_id = followed.id AND u.body <> '' AND u.item <> ALL (c.told))) THEN
    PERFORM door.live_poke(followed.id, followed.tenant_id);
  END IF;
END
$$;
COMMENT ON FUNCTION door.chat_told IS 'What a chat knows now; if that is not all, it is told the rest next.';

GRANT EXECUTE ON FUNCTION door.chat_story, door.chat_told TO frontdesk_runtime;
RESET ROLE;

CREATE TRIGGER said AFTER INSERT ON utterance REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.words_were_said();
CREATE TRIGGER said_again AFTER UPDATE ON utterance REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.words_were_said();
CREATE TRIGGER followed_is_over AFTER UPDATE ON call FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.answered_at IS NOT NULL)
  EXECUTE FUNCTION door.followed_call_over();
CREATE TRIGGER parts_are_forgotten AFTER UPDATE ON call FOR EACH ROW
  WHEN ((OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) OR (OLD.content_gone_at IS NULL AND NEW.content_gone_at IS NOT NULL))
  EXECUTE FUNCTION door.parts_forgotten();
CREATE TRIGGER parts_go AFTER DELETE ON call FOR EACH ROW EXECUTE FUNCTION door.parts_forgotten();
CREATE TRIGGER live_given_up AFTER UPDATE ON webhook_delivery FOR EACH ROW
  WHEN (OLD.dead_at IS NULL AND NEW.dead_at IS NOT NULL AND NEW.kind = 'call.live')
  EXECUTE FUNCTION door.live_given_up();
