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
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
-- How many utterances have a word decides the plan, so it is made for the words that are asked for, and at what memory costs: reading on
-- through the newest is dearer, for each is compared, and jumping about is cheaper than the server's defaults for a disk.
SET plan_cache_mode = force_custom_plan SET random_page_cost = 1.1 SET cpu_operator_cost = 0.02 AS $$
DECLARE
  own   uuid := nullif(current_setting('frontdesk.tenant', true), '')::uuid;
  asked tsquery := websearch_to_tsquery('simple', p_words);
BEGIN
  IF own IS NULL OR numnode(asked) = 0 THEN
    RETURN;
  END IF;
  asked := format('%L', own)::tsquery && asked;
  RETURN QUERY
    SELECT u.call_id, u.item FROM utterance u
    WHERE u.tenant_id = own AND u.words @@ asked
      AND (p_after IS NULL OR u.started_at <= p_after
        AND (u.started_at < p_after OR (u.call_id, u.item) > (p_after_call, p_after_item)))
    ORDER BY u.started_at DESC, u.call_id, u.item LIMIT least(p_limit, 1000);
END
$$;
COMMENT ON FUNCTION door.utterance_search IS 'Keys of the current tenant''s utterances that match, newest first, from behind a given one; knows no tenant but the one the transaction was opened for.';
GRANT EXECUTE ON FUNCTION door.utterance_search TO frontdesk_runtime;
RESET ROLE;
