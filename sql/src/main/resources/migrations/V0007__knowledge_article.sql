CREATE TABLE knowledge_article (
  id         uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id  uuid NOT NULL,
  agency_id  uuid NOT NULL,
  profile_id uuid NOT NULL,
  place      integer NOT NULL,
  title      text NOT NULL CHECK (title <> ''),
  body       text NOT NULL,
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE,
  FOREIGN KEY (profile_id, tenant_id) REFERENCES profile_version (id, tenant_id) ON DELETE CASCADE
);
COMMENT ON TABLE knowledge_article IS 'What a receptionist may tell callers; part of one profile version and immutable with it.';
CREATE INDEX knowledge_article_profile ON knowledge_article (profile_id, place);
CREATE INDEX knowledge_article_tenant ON knowledge_article (tenant_id);
CREATE INDEX knowledge_article_agency ON knowledge_article (agency_id);
SELECT guard('knowledge_article');
GRANT SELECT, INSERT, DELETE, UPDATE (title, body, place) ON knowledge_article TO frontdesk_runtime;
SELECT open_door('knowledge_article', 'SELECT');

CREATE FUNCTION knowledge_follows_version() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  article knowledge_article := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF EXISTS (SELECT FROM profile_version WHERE id = article.profile_id AND state <> 'draft') AND pg_trigger_depth() = 1 THEN
    RAISE EXCEPTION 'knowledge of a published profile version is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'knowledge_article_immutable';
  END IF;
  RETURN article;
END
$$;
CREATE TRIGGER knowledge_follows_version BEFORE INSERT OR UPDATE OR DELETE ON knowledge_article
  FOR EACH ROW EXECUTE FUNCTION knowledge_follows_version();
