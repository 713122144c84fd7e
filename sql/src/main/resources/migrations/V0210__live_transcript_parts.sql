-- What is too long for one message of a chat is told in several: how far one is told stands with what is told.
ALTER TABLE chat_thread
  ADD COLUMN part_item text,
  ADD COLUMN part_told integer CHECK (part_told > 0),
  ADD CHECK ((part_item IS NULL) = (part_told IS NULL));
COMMENT ON COLUMN chat_thread.part_item IS 'Item of an utterance of which it knows the beginning; null: of none.';
COMMENT ON COLUMN chat_thread.part_told IS 'How many characters of it.';

SET ROLE frontdesk_definer;

CREATE OR REPLACE FUNCTION door.chat_story(p_delivery uuid, p_limit integer)
RETURNS TABLE (forum boolean, thread text, lines text, more boolean, over boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.forum, c.thread, coalesce(u.lines, '[]')::text, coalesce(u.n, 0) > p_limit,
    k.ended_at IS NOT NULL AND NOT coalesce(c.over, false)
  FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id LEFT JOIN outbox o ON o.id = d.outbox_id
  LEFT JOIN call k ON k.id = coalesce(o.call_id, d.call_id) AND k.erased_at IS NULL
  LEFT JOIN chat_thread c ON c.webhook_id = w.id AND c.call_id = k.id
  LEFT JOIN LATERAL (
    SELECT count(*) AS n, json_agg(json_build_object('item', s.item, 'caller', s.side = 'caller', 'from', s.known,
      'text', substr(s.body, s.known + 1, 4000), 'whole', length(s.body) <= s.known + 4000) ORDER BY s.place, s.started_at, s.item) AS lines
    FROM (SELECT v.*, CASE WHEN v.item = c.part_item THEN c.part_told ELSE 0 END AS known
      FROM utterance v WHERE v.call_id = k.id AND v.body <> '' AND v.item <> ALL (coalesce(c.told, '{}'))
      ORDER BY v.place, v.started_at, v.item LIMIT p_limit + 1) s) u ON d.kind = 'call.live'
  WHERE d.id = p_delivery AND w.kind IN ('discord', 'slack')
$$;
COMMENT ON FUNCTION door.chat_story IS 'Where in a chat a delivery belongs, and what it does not know of the call yet: up to p_limit utterances and one, each from where it knows it, up to 4000 characters, whole if that is the rest of it; more if there are others, over if it has ended and the chat does not know.';

CREATE FUNCTION door.chat_told(
  p_delivery uuid, p_node text, p_thread text, p_items text[], p_over boolean, p_part text, p_part_told integer)
RETURNS void
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
  INSERT INTO chat_thread AS c (webhook_id, call_id, tenant_id, agency_id, thread, told, over, part_item, part_told)
  VALUES (told.webhook_id, followed.id, told.tenant_id, told.agency_id, p_thread, p_items, p_over, p_part, p_part_told)
  ON CONFLICT (webhook_id, call_id) DO UPDATE SET thread = coalesce(c.thread, excluded.thread),
    told = ARRAY(SELECT DISTINCT unnest(c.told || excluded.told)), over = c.over OR excluded.over, given_up_at = NULL,
    part_item = CASE WHEN told.kind = 'call.live' THEN excluded.part_item ELSE c.part_item END,
    part_told = CASE WHEN told.kind = 'call.live' THEN excluded.part_told ELSE c.part_told END;
  IF told.kind = 'call.live' AND (followed.ended_at IS NOT NULL AND NOT p_over
      OR EXISTS (SELECT FROM utterance u JOIN chat_thread c ON c.webhook_id = told.webhook_id AND c.call_id = followed.id
        WHERE u.call_id = followed.id AND u.body <> '' AND u.item <> ALL (c.told))) THEN
    PERFORM door.live_poke(followed.id, followed.tenant_id);
  END IF;
END
$$;
COMMENT ON FUNCTION door.chat_told(uuid, text, text, text[], boolean, text, integer) IS 'What a chat knows now, and of which utterance only the first p_part_told characters; if that is not all, it is told the rest next.';

-- Nodes of the release before tell an utterance at once.
CREATE OR REPLACE FUNCTION door.chat_told(p_delivery uuid, p_node text, p_thread text, p_items text[], p_over boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT door.chat_told(p_delivery, p_node, p_thread, p_items, p_over, NULL, NULL)
$$;

GRANT EXECUTE ON FUNCTION door.chat_told(uuid, text, text, text[], boolean, text, integer) TO frontdesk_runtime;
RESET ROLE;
