-- What was consumed, by model: of each call while it is kept, of each month for good.
ALTER TABLE agency
  ADD COLUMN markup_percent numeric(6, 2) NOT NULL DEFAULT 0 CHECK (markup_percent BETWEEN 0 AND 1000);
COMMENT ON COLUMN agency.markup_percent IS 'What the agency adds to the provider''s prices; counts for usage from the moment of the change on.';
GRANT UPDATE (markup_percent) ON agency TO frontdesk_runtime;

CREATE TABLE call_usage (
  call_id         uuid NOT NULL,
  tenant_id       uuid NOT NULL,
  agency_id       uuid NOT NULL,
  kind            text NOT NULL,
  model           text NOT NULL,
  uses            bigint NOT NULL,
  text_in         bigint NOT NULL,
  text_cached_in  bigint NOT NULL,
  audio_in        bigint NOT NULL,
  audio_cached_in bigint NOT NULL,
  text_out        bigint NOT NULL,
  audio_out       bigint NOT NULL,
  transcription_s double precision NOT NULL,
  cost_micros     bigint NOT NULL,
  charged_micros  numeric(24, 4) NOT NULL,
  unpriced        bigint NOT NULL,
  PRIMARY KEY (call_id, kind, model),
  FOREIGN KEY (call_id, tenant_id) REFERENCES call (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE call_usage IS 'What a call consumed, by model and kind (response, transcription); a projection of its facts, written by the journal only.';
COMMENT ON COLUMN call_usage.text_in IS 'Cached tokens are counted within the input tokens as well.';
COMMENT ON COLUMN call_usage.charged_micros IS 'Cost with the agency''s mark-up of that moment.';
COMMENT ON COLUMN call_usage.unpriced IS 'How many of the uses have no price in the table, and so no cost.';
CREATE INDEX call_usage_tenant ON call_usage (tenant_id);
CREATE INDEX call_usage_agency ON call_usage (agency_id);
SELECT guard('call_usage');
GRANT SELECT ON call_usage TO frontdesk_runtime;
SELECT open_door('call_usage', 'SELECT, INSERT, UPDATE');

CREATE TABLE month_usage (
  tenant_id       uuid NOT NULL,
  agency_id       uuid NOT NULL,
  month           date NOT NULL,
  kind            text NOT NULL,
  model           text NOT NULL,
  uses            bigint NOT NULL,
  text_in         bigint NOT NULL,
  text_cached_in  bigint NOT NULL,
  audio_in        bigint NOT NULL,
  audio_cached_in bigint NOT NULL,
  text_out        bigint NOT NULL,
  audio_out       bigint NOT NULL,
  transcription_s double precision NOT NULL,
  cost_micros     bigint NOT NULL,
  charged_micros  numeric(24, 4) NOT NULL,
  unpriced        bigint NOT NULL,
  PRIMARY KEY (tenant_id, month, kind, model),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE month_usage IS 'The ledger: call_usage by month of the tenant''s own calendar; stays when calls are deleted, for it names nobody.';
CREATE INDEX month_usage_agency ON month_usage (agency_id, month);
SELECT guard('month_usage');
GRANT SELECT ON month_usage TO frontdesk_runtime;
SELECT open_door('month_usage', 'SELECT, INSERT, UPDATE');

SET ROLE frontdesk_definer;
CREATE FUNCTION door.journal_usage(facts call_fact[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(facts) f WHERE f.kind = 'usage') THEN
    RETURN;
  END IF;
  WITH used AS (
    SELECT f.call_id, f.tenant_id, f.agency_id, date_trunc('month', f.at AT TIME ZONE t.zone)::date AS month,
      coalesce(f.data ->> 'kind', '') AS kind, coalesce(f.data ->> 'model', '') AS model,
      coalesce((f.data ->> 'textIn')::bigint, 0) AS text_in, coalesce((f.data ->> 'textCachedIn')::bigint, 0) AS text_cached_in,
      coalesce((f.data ->> 'audioIn')::bigint, 0) AS audio_in, coalesce((f.data ->> 'audioCachedIn')::bigint, 0) AS audio_cached_in,
      coalesce((f.data ->> 'textOut')::bigint, 0) AS text_out, coalesce((f.data ->> 'audioOut')::bigint, 0) AS audio_out,
      coalesce((f.data ->> 'seconds')::double precision, 0) AS seconds, coalesce((f.data ->> 'costMicros')::bigint, 0) AS cost,
      coalesce((f.data ->> 'costMicros')::bigint, 0) * (100 + a.markup_percent) / 100 AS charged,
      CASE WHEN f.data ->> 'priced' = 'false' THEN 1 ELSE 0 END AS unpriced
    FROM unnest(facts) f JOIN tenant t ON t.id = f.tenant_id JOIN agency a ON a.id = f.agency_id WHERE f.kind = 'usage'
  ), of_calls AS (
    INSERT INTO call_usage AS c
    SELECT u.call_id, u.tenant_id, u.agency_id, u.kind, u.model, count(*), sum(u.text_in), sum(u.text_cached_in), sum(u.audio_in),
      sum(u.audio_cached_in), sum(u.text_out), sum(u.audio_out), sum(u.seconds), sum(u.cost), sum(u.charged), sum(u.unpriced)
    FROM used u GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 4, 5
    ON CONFLICT (call_id, kind, model) DO UPDATE SET
      uses = c.uses + excluded.uses, text_in = c.text_in + excluded.text_in, text_cached_in = c.text_cached_in + excluded.text_cached_in,
      audio_in = c.audio_in + excluded.audio_in, audio_cached_in = c.audio_cached_in + excluded.audio_cached_in,
      text_out = c.text_out + excluded.text_out, audio_out = c.audio_out + excluded.audio_out,
      transcription_s = c.transcription_s + excluded.transcription_s, cost_micros = c.cost_micros + excluded.cost_micros,
      charged_micros = c.charged_micros + excluded.charged_micros, unpriced = c.unpriced + excluded.unpriced
  )
  INSERT INTO month_usage AS m
  SELECT u.tenant_id, u.agency_id, u.month, u.kind, u.model, count(*), sum(u.text_in), sum(u.text_cached_in), sum(u.audio_in),
    sum(u.audio_cached_in), sum(u.text_out), sum(u.audio_out), sum(u.seconds), sum(u.cost), sum(u.charged), sum(u.unpriced)
  FROM used u GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3, 4, 5
  ON CONFLICT (tenant_id, month, kind, model) DO UPDATE SET
    uses = m.uses + excluded.uses, text_in = m.text_in + excluded.text_in, text_cached_in = m.text_cached_in + excluded.text_cached_in,
    audio_in = m.audio_in + excluded.audio_in, audio_cached_in = m.audio_cached_in + excluded.audio_cached_in,
    text_out = m.text_out + excluded.text_out, audio_out = m.audio_out + excluded.audio_out,
    transcription_s = m.transcription_s + excluded.transcription_s, cost_micros = m.cost_micros + excluded.cost_micros,
    charged_micros = m.charged_micros + excluded.charged_micros, unpriced = m.unpriced + excluded.unpriced;
END
$$;
COMMENT ON FUNCTION door.journal_usage IS 'Brings new usage facts of opened calls into call_usage and month_usage.';

ALTER FUNCTION door.journal_project(call_fact[]) RENAME TO journal_project_calls;
CREATE FUNCTION door.journal_project(facts call_fact[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.journal_project_calls(facts);
  PERFORM door.journal_usage(facts);
END
$$;
COMMENT ON FUNCTION door.journal_project IS 'Brings new facts of opened calls into all their projections, in any order of arrival.';
RESET ROLE;

-- What was consumed before; a fact that makes no sense is left out, as the journal leaves it out.
DO $$
DECLARE
  used call_fact;
BEGIN
  FOR used IN SELECT f.* FROM call_fact f WHERE f.kind = 'usage' AND f.tenant_id IS NOT NULL LOOP
    BEGIN
      PERFORM door.journal_usage(ARRAY[used]);
    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
      RAISE WARNING 'usage left out: call % epoch % seq %', used.call_id, used.epoch, used.seq;
    END;
  END LOOP;
END
$$;
