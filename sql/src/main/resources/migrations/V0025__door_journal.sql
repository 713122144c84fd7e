SET ROLE frontdesk_definer;

CREATE FUNCTION door.journal_open(facts call_fact[]) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  opened uuid[];
BEGIN
  WITH asked AS (
    SELECT DISTINCT ON (f.call_id) f.call_id, f.at, f.data,
      (f.data ->> 'tenant')::uuid AS tenant_id, (f.data ->> 'endpoint')::uuid AS endpoint_id
    FROM unnest(facts) f WHERE f.kind = 'call.opened'
    ORDER BY f.call_id, f.epoch, f.seq
  ), reachable AS (
    SELECT a.*, t.agency_id FROM asked a JOIN tenant t ON t.id = a.tenant_id
    WHERE (EXISTS (SELECT FROM phone_number n WHERE n.endpoint_id = a.endpoint_id AND n.tenant_id = a.tenant_id)
        OR EXISTS (SELECT FROM endpoint e WHERE e.id = a.endpoint_id AND e.tenant_id = a.tenant_id))
      AND NOT EXISTS (SELECT FROM call_claim c WHERE c.call_id = a.call_id AND c.endpoint_id <> a.endpoint_id)
  ), inserted AS (
    INSERT INTO call AS c (id, tenant_id, agency_id, endpoint_id, caller, caller_name, dialled, carrier_call_id, provider_call_id,
      profile_id, contact_id, language, decision, reasons, received_at)
    SELECT call_id, tenant_id, agency_id, endpoint_id, data ->> 'caller', data ->> 'callerName', data ->> 'dialled',
      data ->> 'carrierCallId', coalesce(data ->> 'providerCallId', ''), (data ->> 'profile')::uuid, (data ->> 'contact')::uuid,
      data ->> 'language', coalesce(data ->> 'decision', ''),
      ARRAY(SELECT jsonb_array_elements_text(coalesce(data::jsonb -> 'reasons', '[]'))),
      coalesce((data ->> 'receivedAt')::timestamptz, at)
    FROM reachable
    ON CONFLICT (id) DO NOTHING
    RETURNING c.id, c.tenant_id, c.agency_id
  ), decided AS (
    UPDATE call_claim c SET tenant_id = i.tenant_id, agency_id = i.agency_id,
      state = CASE WHEN c.state = 'offered' THEN 'decided' ELSE c.state END, decided_at = coalesce(c.decided_at, clock_timestamp())
    FROM inserted i WHERE c.call_id = i.id
  ), effects AS (
    UPDATE effect e SET tenant_id = i.tenant_id, agency_id = i.agency_id
    FROM inserted i WHERE e.call_id = i.id AND e.tenant_id IS NULL
  ), refused AS (
    INSERT INTO endpoint_refusal (endpoint_id, tenant_id, agency_id, provider_call_id, caller, dialled, reason, at)
    SELECT e.id, e.tenant_id, e.agency_id, coalesce(a.data ->> 'providerCallId', ''), coalesce(a.data ->> 'caller', ''),
      coalesce(a.data ->> 'dialled', ''), 'tenant not reachable through this endpoint', a.at
    FROM asked a JOIN endpoint e ON e.id = a.endpoint_id
    WHERE NOT EXISTS (SELECT FROM reachable r WHERE r.call_id = a.call_id)
  )
  SELECT array_agg(id) INTO opened FROM inserted;
  RETURN coalesce(opened, '{}');
END
$$;
COMMENT ON FUNCTION door.journal_open IS 'Opens the calls of call.opened facts; a tenant that the endpoint does not reach gets no call, the endpoint''s owner a refusal.';

CREATE FUNCTION door.journal_project(facts call_fact[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  -- Most batches hold few kinds; what is not there costs nothing.
  kinds text[] := ARRAY(SELECT DISTINCT kind FROM unnest(facts));
BEGIN
  IF 'call.answered' = ANY (kinds) THEN
    UPDATE call c SET answered_at = coalesce(c.answered_at, f.at)
    FROM (SELECT call_id, min(at) AS at FROM unnest(facts) WHERE kind = 'call.answered' GROUP BY call_id) f
    WHERE c.id = f.call_id;
  END IF;

  IF 'call.ended' = ANY (kinds) THEN
    WITH ended AS (
      SELECT DISTINCT ON (call_id) call_id, at, data ->> 'outcome' AS outcome, data ->> 'reason' AS reason
      FROM unnest(facts) WHERE kind = 'call.ended' ORDER BY call_id, epoch, seq
    ), called AS (
      UPDATE call c SET ended_at = e.at, outcome = e.outcome, outcome_reason = e.reason
      FROM ended e WHERE c.id = e.call_id AND c.ended_at IS NULL
    )
    UPDATE call_claim c SET state = 'ended', ended_at = e.at FROM ended e WHERE c.call_id = e.call_id AND c.state <> 'ended';
  END IF;

  -- Later wins, but an empty text never wins over words; so place and state have one writer, the words another.
  IF 'utterance' = ANY (kinds) THEN
    WITH said AS (
      SELECT f.*, f.data ->> 'item' AS item, coalesce(f.data ->> 'text', '') AS body FROM unnest(facts) f WHERE f.kind = 'utterance'
    ), words AS (
      SELECT DISTINCT ON (call_id, item) call_id, item, body, epoch, seq FROM said
      ORDER BY call_id, item, body <> '' DESC, epoch DESC, seq DESC
    ), latest AS (
      SELECT DISTINCT ON (call_id, item) *, min(coalesce((data ->> 'startedAt')::timestamptz, at)) OVER (PARTITION BY call_id, item) AS began
      FROM said ORDER BY call_id, item, epoch DESC, seq DESC
    )
    INSERT INTO utterance AS u (call_id, tenant_id, agency_id, item, place, side, body, state, started_at, epoch, seq, body_epoch, body_seq)
    SELECT l.call_id, l.tenant_id, l.agency_id, l.item, (l.data ->> 'place')::double precision, l.data ->> 'side', w.body,
      l.data ->> 'state', l.began, l.epoch, l.seq, w.epoch, w.seq
    FROM latest l JOIN words w ON w.call_id = l.call_id AND w.item = l.item
    ON CONFLICT (call_id, item) DO UPDATE SET
      (body, body_epoch, body_seq) = (SELECT b.body, b.epoch, b.seq
        FROM (VALUES (u.body, u.body_epoch, u.body_seq), (excluded.body, excluded.body_epoch, excluded.body_seq)) AS b (body, epoch, seq)
        ORDER BY b.body <> '' DESC, b.epoch DESC, b.seq DESC LIMIT 1),
      (place, state, epoch, seq) = (SELECT b.place, b.state, b.epoch, b.seq
        FROM (VALUES (u.place, u.state, u.epoch, u.seq), (excluded.place, excluded.state, excluded.epoch, excluded.seq)) AS b (place, state, epoch, seq)
        ORDER BY b.epoch DESC, b.seq DESC LIMIT 1),
      started_at = least(u.started_at, excluded.started_at);
  END IF;

  IF 'usage' = ANY (kinds) THEN
    WITH used AS (
      SELECT call_id,
        sum((data ->> 'textIn')::bigint) AS text_in, sum((data ->> 'textCachedIn')::bigint) AS text_cached_in,
        sum((data ->> 'audioIn')::bigint) AS audio_in, sum((data ->> 'audioCachedIn')::bigint) AS audio_cached_in,
        sum((data ->> 'textOut')::bigint) AS text_out, sum((data ->> 'audioOut')::bigint) AS audio_out,
        sum((data ->> 'seconds')::double precision) AS seconds, sum((data ->> 'costMicros')::bigint) AS cost_micros
      FROM unnest(facts) WHERE kind = 'usage' GROUP BY call_id
    )
    UPDATE call c SET
      text_in = c.text_in + coalesce(u.text_in, 0), text_cached_in = c.text_cached_in + coalesce(u.text_cached_in, 0),
      audio_in = c.audio_in + coalesce(u.audio_in, 0), audio_cached_in = c.audio_cached_in + coalesce(u.audio_cached_in, 0),
      text_out = c.text_out + coalesce(u.text_out, 0), audio_out = c.audio_out + coalesce(u.audio_out, 0),
      transcription_s = c.transcription_s + coalesce(u.seconds, 0), cost_micros = c.cost_micros + coalesce(u.cost_micros, 0)
    FROM used u WHERE c.id = u.call_id;
  END IF;

  IF 'usage' = ANY (kinds) THEN
    INSERT INTO spending AS s (tenant_id, agency_id, month, cost_micros)
    SELECT f.tenant_id, f.agency_id, date_trunc('month', f.at AT TIME ZONE t.zone)::date AS month, sum((f.data ->> 'costMicros')::bigint)
    FROM unnest(facts) f JOIN tenant t ON t.id = f.tenant_id
    WHERE f.kind = 'usage' AND (f.data ->> 'costMicros')::bigint <> 0
    GROUP BY f.tenant_id, f.agency_id, 3 ORDER BY f.tenant_id, 3
    ON CONFLICT (tenant_id, month) DO UPDATE SET cost_micros = s.cost_micros + excluded.cost_micros;
  END IF;

  IF 'transfer.attempted' = ANY (kinds) THEN
    INSERT INTO transfer_attempt AS t (call_id, attempt, tenant_id, agency_id, target_key, address, begun_at)
    SELECT DISTINCT ON (call_id, data ->> 'attempt') call_id, data ->> 'attempt', tenant_id, agency_id, data ->> 'key', data ->> 'address', at
    FROM unnest(facts) WHERE kind = 'transfer.attempted' ORDER BY call_id, data ->> 'attempt', epoch, seq
    ON CONFLICT (call_id, attempt) DO UPDATE SET target_key = excluded.target_key, address = excluded.address, begun_at = excluded.begun_at
    WHERE t.begun_at IS NULL;
  END IF;

  IF 'transfer.reported' = ANY (kinds) THEN
    INSERT INTO transfer_attempt AS t (call_id, attempt, tenant_id, agency_id, outcome, reason, reported_at)
    SELECT DISTINCT ON (call_id, data ->> 'attempt') call_id, data ->> 'attempt', tenant_id, agency_id, data ->> 'outcome', data ->> 'reason', at
    FROM unnest(facts) WHERE kind = 'transfer.reported' ORDER BY call_id, data ->> 'attempt', epoch DESC, seq DESC
    ON CONFLICT (call_id, attempt) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, reported_at = excluded.reported_at
    WHERE t.reported_at IS NULL OR t.reported_at <= excluded.reported_at;
  END IF;
END
$$;
COMMENT ON FUNCTION door.journal_project IS 'Brings new facts of opened calls into call, utterance, spending and transfer_attempt, in any order of arrival.';

CREATE FUNCTION door.journal_append(
  p_calls uuid[], p_epochs integer[], p_seqs integer[], p_ats timestamptz[], p_kinds text[], p_data text[])
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  stored  call_fact[];
  adopted call_fact[];
  opened  uuid[];
  fact    call_fact;
BEGIN
  -- Batches that share a call go one after the other; 256 locks bound what one batch can hold.
  PERFORM pg_advisory_xact_lock(2, bucket)
  FROM (SELECT DISTINCT hashtext(c::text) & 255 AS bucket FROM unnest(p_calls) c ORDER BY 1) buckets;

  WITH inserted AS (
    INSERT INTO call_fact AS f (call_id, epoch, seq, tenant_id, agency_id, at, kind, data)
    SELECT b.call_id, b.epoch, b.seq, c.tenant_id, c.agency_id, b.at,
      CASE WHEN readable THEN b.kind ELSE 'unreadable' END,
      CASE WHEN readable THEN b.data::json ELSE json_build_object('kind', b.kind, 'data', b.data) END
    FROM unnest(p_calls, p_epochs, p_seqs, p_ats, p_kinds, p_data) AS b (call_id, epoch, seq, at, kind, data)
    CROSS JOIN LATERAL (SELECT pg_input_is_valid(b.data, 'jsonb') AND json_typeof(
      CASE WHEN pg_input_is_valid(b.data, 'jsonb') THEN b.data::json END) = 'object' AS readable) r
    LEFT JOIN call c ON c.id = b.call_id
    ON CONFLICT DO NOTHING
    RETURNING f AS fact
  )
  SELECT coalesce(array_agg(inserted.fact), '{}') INTO stored FROM inserted;

  -- One fact that cannot be projected must not keep the others out: then one by one.
  BEGIN
    opened := CASE WHEN 'call.opened' = ANY (p_kinds) THEN door.journal_open(stored) ELSE '{}' END;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    opened := '{}';
    FOREACH fact IN ARRAY stored LOOP
      BEGIN
        opened := opened || door.journal_open(ARRAY[fact]);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        RAISE WARNING 'not opened: call % epoch % seq %: %', fact.call_id, fact.epoch, fact.seq, SQLERRM;
      END;
    END LOOP;
  END;

  IF cardinality(opened) > 0 THEN
    WITH mine AS (
      UPDATE call_fact f SET tenant_id = c.tenant_id, agency_id = c.agency_id
      FROM call c WHERE c.id = ANY (opened) AND f.call_id = c.id AND f.tenant_id IS NULL
      RETURNING f AS fact
    )
    SELECT array_agg(mine.fact) INTO adopted FROM mine;
  END IF;
  adopted := coalesce(adopted, '{}') || ARRAY(SELECT f FROM unnest(stored) f WHERE f.tenant_id IS NOT NULL);

  BEGIN
    PERFORM door.journal_project(adopted);
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    FOREACH fact IN ARRAY adopted LOOP
      BEGIN
        PERFORM door.journal_project(ARRAY[fact]);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        RAISE WARNING 'not projected: call % epoch % seq %: %', fact.call_id, fact.epoch, fact.seq, SQLERRM;
      END;
    END LOOP;
  END;
  RETURN cardinality(stored);
END
$$;
COMMENT ON FUNCTION door.journal_append IS 'Stores facts whatever their epoch, each once, and projects the new ones in the same transaction; returns how many were new.';

GRANT EXECUTE ON FUNCTION door.journal_append TO frontdesk_runtime;
RESET ROLE;
