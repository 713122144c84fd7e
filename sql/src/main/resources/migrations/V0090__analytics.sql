-- What callers talk about is counted through one function that fixes the owner itself, as the search does, over a bounded number of
-- utterances: the newest of the time asked for.
CREATE INDEX message_agency_taken ON message (agency_id, taken_at DESC);
DROP INDEX message_agency;

SET ROLE frontdesk_definer;
CREATE FUNCTION door.callers_words(p_from timestamptz, p_to timestamptz, p_limit integer) RETURNS TABLE (word text, utterances integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own_tenant uuid := nullif(current_setting('frontdesk.tenant', true), '')::uuid;
  own_agency uuid := CASE WHEN own_tenant IS NULL THEN nullif(current_setting('frontdesk.agency', true), '')::uuid END;
  tenants    uuid[] := ARRAY(SELECT t.id FROM tenant t WHERE t.id = own_tenant OR t.agency_id = own_agency);
  languages  text[] := ARRAY(SELECT DISTINCT split_part(t.locale, '-', 1) FROM tenant t WHERE t.id = ANY (tenants));
BEGIN
  RETURN QUERY
    SELECT s.word, s.ndoc FROM ts_stat(format(
      'SELECT u.words FROM unnest(%L::uuid[]) AS t (id) CROSS JOIN LATERAL (
         SELECT words FROM utterance WHERE tenant_id = t.id AND side = ''caller'' AND started_at >= %L AND started_at < %L
         ORDER BY started_at DESC LIMIT %s) u LIMIT 20000',
      tenants, p_from, p_to, CASE WHEN own_tenant IS NULL THEN 2000 ELSE 20000 END)) s
    WHERE length(s.word) > 2 AND s.word !~ '^[-+.,0-9]+$' AND s.word <> ALL (tenants::text[])
      AND NOT EXISTS (
        SELECT FROM (VALUES ('da', 'danish_stem'), ('nl', 'dutch_stem'), ('en', 'english_stem'), ('fi', 'finnish_stem'),
          ('fr', 'french_stem'), ('de', 'german_stem'), ('hu', 'hungarian_stem'), ('it', 'italian_stem'), ('no', 'norwegian_stem'),
          ('nb', 'norwegian_stem'), ('pt', 'portuguese_stem'), ('ru', 'russian_stem'), ('es', 'spanish_stem'), ('sv', 'swedish_stem'),
          ('tr', 'turkish_stem')) AS d (language, dictionary)
        WHERE d.language = ANY (languages) AND ts_lexize(d.dictionary::regdictionary, s.word) = '{}')
    ORDER BY s.ndoc DESC, s.word LIMIT least(p_limit, 100);
END
$$;
COMMENT ON FUNCTION door.callers_words IS 'Words that most utterances of callers have, of the current tenant''s newest 20 000, or 2 000 of each tenant of the current agency, 20 000 together; knows no other owner than the one the transaction was opened for.';
GRANT EXECUTE ON FUNCTION door.callers_words TO frontdesk_runtime;
RESET ROLE;
