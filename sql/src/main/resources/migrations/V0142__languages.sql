-- In which language callers are greeted, and how a profile speaks it.
ALTER TABLE profile_version ADD COLUMN languages jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN profile_version.languages IS 'Greeting, disclosure and voice by language, callers'' languages by the beginning of their numbers, and whether theirs is mirrored; empty: mirrored.';
GRANT UPDATE (languages) ON profile_version TO frontdesk_runtime;

CREATE OR REPLACE FUNCTION published_is_immutable() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    -- Deeper than one trigger: the whole tenant is being deleted.
    IF OLD.state <> 'draft' AND pg_trigger_depth() = 1 THEN
      RAISE EXCEPTION 'a published profile version stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'profile_version_immutable';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state <> 'draft' AND (NEW.state = 'draft'
      OR (NEW.id, NEW.tenant_id, NEW.agency_id, NEW.version, NEW.prompt, NEW.greeting, NEW.closed_greeting, NEW.voice, NEW.tools, NEW.languages)
      IS DISTINCT FROM
      (OLD.id, OLD.tenant_id, OLD.agency_id, OLD.version, OLD.prompt, OLD.greeting, OLD.closed_greeting, OLD.voice, OLD.tools, OLD.languages)) THEN
    RAISE EXCEPTION 'a published profile version is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'profile_version_immutable';
  END IF;
  RETURN NEW;
END
$$;

ALTER TABLE profile_template ADD COLUMN languages jsonb NOT NULL DEFAULT '{}';
GRANT UPDATE (languages) ON profile_template TO frontdesk_runtime;

ALTER TABLE phone_number ADD COLUMN language text CHECK (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}$');
COMMENT ON COLUMN phone_number.language IS 'BCP 47 tag in which callers of this number are greeted, unless more is known of them; null: the tenant''s.';
GRANT UPDATE (language) ON phone_number TO frontdesk_runtime;

SET ROLE frontdesk_definer;
CREATE OR REPLACE FUNCTION door.tenant_settings(p_tenants uuid[]) RETURNS TABLE (id uuid, version text, settings text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.version, CASE WHEN c.care = '{}' THEN s.settings ELSE (s.settings::jsonb || c.care)::text END
  FROM door.tenant_settings_tried(p_tenants) s
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'screening', (SELECT to_jsonb(y) FROM screening y WHERE y.tenant_id = s.id),
    'blocks', (SELECT jsonb_agg(b.rule) FROM caller_block b WHERE b.tenant_id = s.id),
    'emergency', (SELECT to_jsonb(e) FROM emergency e WHERE e.tenant_id = s.id),
    'number_languages', (SELECT jsonb_object_agg(n.e164, n.language) FROM phone_number n WHERE n.tenant_id = s.id AND n.language IS NOT NULL)
  )) AS care) c
$$;
RESET ROLE;
