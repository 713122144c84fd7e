CREATE TABLE knowledge_passage (
  article_id uuid NOT NULL REFERENCES knowledge_article ON DELETE CASCADE,
  part       integer NOT NULL,
  tenant_id  uuid NOT NULL,
  agency_id  uuid NOT NULL,
  profile_id uuid NOT NULL,
  place      integer NOT NULL,
  body       text NOT NULL,
  language   text NOT NULL,
  words      tsvector NOT NULL,
  PRIMARY KEY (article_id, part),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE,
  FOREIGN KEY (profile_id, tenant_id) REFERENCES profile_version (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE knowledge_passage IS 'The knowledge of versions that are or were published, in pieces that can be read out; written when a draft becomes a version and immutable with it.';
COMMENT ON COLUMN knowledge_passage.language IS 'Text search configuration that made the words: of the version''s language, else of the tenant''s locale; simple where there is none.';
COMMENT ON COLUMN knowledge_passage.words IS 'What is searched, without diacritics: the article''s title with weight A, the piece with weight D.';
CREATE INDEX knowledge_passage_version ON knowledge_passage (tenant_id, profile_id);
CREATE INDEX knowledge_passage_agency ON knowledge_passage (agency_id);
SELECT guard('knowledge_passage');
GRANT SELECT ON knowledge_passage TO frontdesk_runtime;
SELECT open_door('knowledge_passage', 'SELECT, INSERT');

SET ROLE frontdesk_definer;

-- Not by the extension unaccent, which a server may lack.
CREATE FUNCTION door.folded(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT normalize(regexp_replace(
    translate(replace(replace(replace(normalize(lower(p_text), NFKD), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđıðħ', 'oldidh'),
    '[\u0300-\u036f]', '', 'g'), NFC)
$$;
COMMENT ON FUNCTION door.folded IS 'In small letters and without diacritics, as callers spell what they ask for in many ways.';

CREATE FUNCTION door.knowledge_language(p_code text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(c.cfgname::text), 'simple')
  FROM pg_ts_config c JOIN (VALUES
    ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'), ('es', 'spanish'),
    ('et', 'estonian'), ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'), ('hu', 'hungarian'),
    ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'), ('lt', 'lithuanian'), ('nb', 'norwegian'), ('ne', 'nepali'),
    ('nl', 'dutch'), ('nn', 'norwegian'), ('no', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'),
    ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')) AS known (code, name)
    ON c.cfgname = known.name AND c.cfgnamespace = 'pg_catalog'::regnamespace
  WHERE known.code = split_part(lower(p_code), '-', 1)
$$;
COMMENT ON FUNCTION door.knowledge_language IS 'The text search configuration of a language; simple for those this server has none for, such as Slovak and Czech.';

CREATE FUNCTION door.passages(p_body text) RETURNS SETOF text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  longest  CONSTANT integer := 1000;
  shortest CONSTANT integer := 300;
  rest     text := btrim(p_body, E' \n\r\t');
  piece    text;
  mark     text;
  tail     integer;
BEGIN
  WHILE length(rest) > longest LOOP
    piece := left(rest, longest);
    -- The best end near the limit: of a paragraph, a line, a sentence, a word.
    FOREACH mark IN ARRAY ARRAY[E'\n\n', E'\n', '. ', ' '] LOOP
      tail := strpos(reverse(piece), reverse(mark));
      EXIT WHEN tail > 0 AND longest - tail >= shortest;
    END LOOP;
    IF tail > 0 AND longest - tail >= shortest THEN
      piece := left(piece, longest - tail + 1);
    END IF;
    RETURN NEXT btrim(piece, E' \n\r\t');
    rest := ltrim(substr(rest, length(piece) + 1), E' \n\r\t');
  END LOOP;
  RETURN NEXT rest;
END
$$;
COMMENT ON FUNCTION door.passages IS 'A text in pieces of at most 1000 characters, short enough to be told a model some at a time.';

CREATE FUNCTION door.index_knowledge(p_profile uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO knowledge_passage (article_id, part, tenant_id, agency_id, profile_id, place, body, language, words)
  SELECT k.id, piece.part, k.tenant_id, k.agency_id, k.profile_id, k.place, piece.body, spoken.name,
    setweight(to_tsvector(spoken.name::regconfig, door.folded(k.title)), 'A')
      || setweight(to_tsvector(spoken.name::regconfig, door.folded(piece.body)), 'D')
  FROM profile_version v
  JOIN tenant t ON t.id = v.tenant_id
  CROSS JOIN LATERAL (SELECT door.knowledge_language(coalesce(v.voice ->> 'language', t.locale)) AS name OFFSET 0) spoken
  JOIN knowledge_article k ON k.profile_id = v.id
  CROSS JOIN LATERAL door.passages(k.body) WITH ORDINALITY AS piece (body, part)
  WHERE v.id = p_profile
  ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION door.knowledge_indexed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM door.index_knowledge(NEW.id);
  RETURN NULL;
END
$$;

-- Not asked through an index of words: a version has some hundred passages, and how rare a word is among them decides its worth. Words
-- that are everywhere, in any language, so count for little without a list of them.
CREATE FUNCTION door.knowledge_search(p_profile uuid, p_question text, p_limit integer)
RETURNS TABLE (article uuid, part integer, rank bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own    uuid := nullif(current_setting('frontdesk.tenant', true), '')::uuid;
  spoken text;
  pieces bigint;
  asked  tsquery[];
BEGIN
  SELECT min(p.language), count(*) INTO spoken, pieces
  FROM knowledge_passage p WHERE p.tenant_id = own AND p.profile_id = p_profile;
  IF pieces = 0 THEN
    RETURN;
  END IF;
  -- Without a stemmer a word is asked for by its beginning, for Slavic words change their ends.
  SELECT array_agg(format(
      CASE WHEN spoken = 'simple' AND length(w) >= 4 AND w !~ '[0-9]' THEN '''%s'':*' ELSE '''%s''' END,
      replace(replace(
        CASE WHEN spoken = 'simple' AND length(w) >= 4 AND w !~ '[0-9]' THEN left(w, greatest(3, ceil(length(w) * 0.6)::integer)) ELSE w END,
        '\', '\\'), '''', ''''''))::tsquery)
  INTO asked
  FROM unnest(tsvector_to_array(to_tsvector(spoken::regconfig, door.folded(left(p_question, 300))))) AS w
  WHERE length(w) > 1 OR w ~ '[0-9]';
  RETURN QUERY
    WITH passage AS MATERIALIZED (
      SELECT p.article_id, p.part, p.place, p.words FROM knowledge_passage p WHERE p.tenant_id = own AND p.profile_id = p_profile),
    hit AS (
      SELECT p.article_id, p.part, p.place,
        ts_rank('{0.3, 0.3, 0.3, 1.0}', p.words, word.query) * ln(1 + pieces::float8 / count(*) OVER (PARTITION BY word.query)) AS worth
      FROM passage p JOIN (SELECT DISTINCT q FROM unnest(asked) AS q) AS word (query) ON ts_match_vq(p.words, word.query))
    SELECT found.article_id, found.part, row_number() OVER (ORDER BY found.worth DESC, found.place, found.article_id, found.part)
    FROM (SELECT h.article_id, h.part, h.place, round(sum(h.worth)::numeric, 6) AS worth FROM hit h GROUP BY 1, 2, 3) found
    ORDER BY 3 LIMIT least(p_limit, 20);
END
$$;
COMMENT ON FUNCTION door.knowledge_search IS 'Keys of the passages of one version that answer a question best, best first; knows no tenant but the one the transaction was opened for.';
GRANT EXECUTE ON FUNCTION door.knowledge_search TO frontdesk_runtime;

SELECT count(door.index_knowledge(v.id)) FROM profile_version v WHERE v.state <> 'draft';
RESET ROLE;

CREATE TRIGGER knowledge_indexed AFTER UPDATE OF state ON profile_version
  FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION door.knowledge_indexed();
