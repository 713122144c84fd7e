CREATE TABLE profile_version (
  id              uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id       uuid NOT NULL,
  agency_id       uuid NOT NULL,
  version         integer NOT NULL CHECK (version > 0),
  state           text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'archived')),
  prompt          text NOT NULL DEFAULT '',
  greeting        text NOT NULL DEFAULT '',
  closed_greeting text NOT NULL DEFAULT '',
  voice           jsonb NOT NULL DEFAULT '{}',
  tools           text[] NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL DEFAULT now(),
  published_at    timestamptz,
  UNIQUE (tenant_id, version),
  UNIQUE (id, tenant_id),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE profile_version IS 'A receptionist''s versioned settings: edited as the draft, immutable once published; publishing an archived one is a rollback.';
CREATE UNIQUE INDEX profile_version_published ON profile_version (tenant_id) WHERE state = 'published';
CREATE UNIQUE INDEX profile_version_draft ON profile_version (tenant_id) WHERE state = 'draft';
CREATE INDEX profile_version_agency ON profile_version (agency_id);
SELECT guard('profile_version');
GRANT SELECT, INSERT, DELETE, UPDATE (state, prompt, greeting, closed_greeting, voice, tools, published_at) ON profile_version TO frontdesk_runtime;
SELECT open_door('profile_version', 'SELECT');

CREATE FUNCTION published_is_immutable() RETURNS trigger
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
      OR (NEW.id, NEW.tenant_id, NEW.agency_id, NEW.version, NEW.prompt, NEW.greeting, NEW.closed_greeting, NEW.voice, NEW.tools)
      IS DISTINCT FROM
      (OLD.id, OLD.tenant_id, OLD.agency_id, OLD.version, OLD.prompt, OLD.greeting, OLD.closed_greeting, OLD.voice, OLD.tools)) THEN
    RAISE EXCEPTION 'a published profile version is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'profile_version_immutable';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER published_is_immutable BEFORE UPDATE OR DELETE ON profile_version
  FOR EACH ROW EXECUTE FUNCTION published_is_immutable();
