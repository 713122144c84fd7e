-- Transcripts are searched through one function that fixes the tenant itself: @@ is not leakproof, so under row-level security alone the
-- index could not be used. The tenant is a word of every utterance, so the index finds only the tenant's own.
ALTER TABLE utterance ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS
  (array_to_tsvector(ARRAY[tenant_id::text]) || to_tsvector('simple', left(body, 100000))) STORED;
COMMENT ON COLUMN utterance.words IS 'What is searched: the tenant''s id as a word of its own, and the words as they were said, in any language (simple).';

CREATE INDEX utterance_words ON utterance USING gin (words) WITH (gin_pending_list_limit = 512);
-- Of a word that everybody says the newest are found without looking at all.
CREATE INDEX utterance_newest ON utterance (tenant_id, started_at DESC, call_id, item);
DROP INDEX utterance_tenant;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.utterance_search(
  p_words text, p_limit integer, p_after timestamptz DEFAULT NULL, p_after_call uuid DEFAULT NULL, p_after_item text DEFAULT NULL)
RETURNS TABLE (call uuid, item text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  own   uuid := nullif(current_setting('frontdesk.tenant', true), '')::uuid;
  asked tsquery := websearch_to_tsquery('simple', p_words);
  plan  json;
BEGIN
  IF own IS NULL OR numnode(asked) = 0 THEN
    RETURN;
  END IF;
  asked := format('%L', own)::tsquery && asked;
  -- How many utterances match decides the way, and only the planner's statistics know it. Left to choose by itself it would count the
  -- tenant twice, as a column and as a word, and sort a big tenant's thousands.
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM utterance u WHERE u.words @@ %L::tsquery', asked) INTO plan;
  IF (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8 > p_limit * 50 THEN
    -- Many: the newest one after the other, until there are enough. As a function call, @@ asks no index.
    RETURN QUERY
      SELECT u.call_id, u.item FROM utterance u
      WHERE u.tenant_id = own AND ts_match_vq(u.words, asked)
        AND (p_after IS NULL OR u.started_at <= p_after
          AND (u.started_at < p_after OR (u.call_id, u.item) > (p_after_call, p_after_item)))
      ORDER BY u.started_at DESC, u.call_id, u.item LIMIT least(p_limit, 1000);
  ELSE
    -- Few: all that the index of words has, then the newest of them.
    RETURN QUERY
      WITH hit AS MATERIALIZED (
        SELECT u.call_id, u.item, u.started_at FROM utterance u WHERE u.tenant_id = own AND u.words @@ asked)
      SELECT h.call_id, h.item FROM hit h
      WHERE p_after IS NULL OR h.started_at <= p_after
        AND (h.started_at < p_after OR (h.call_id, h.item) > (p_after_call, p_after_item))
      ORDER BY h.started_at DESC, h.call_id, h.item LIMIT least(p_limit, 1000);
  END IF;
END
$$;
COMMENT ON FUNCTION door.utterance_search IS 'Keys of the current tenant''s utterances that match, newest first, from behind a given one; knows no tenant but the one the transaction was opened for.';
GRANT EXECUTE ON FUNCTION door.utterance_search TO frontdesk_runtime;
RESET ROLE;
