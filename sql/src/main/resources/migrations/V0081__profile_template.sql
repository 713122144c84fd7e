CREATE TABLE profile_template (
  agency_id       uuid NOT NULL REFERENCES agency ON DELETE CASCADE,
  name            text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  prompt          text NOT NULL,
  greeting        text NOT NULL DEFAULT '',
  closed_greeting text NOT NULL DEFAULT '',
  voice           jsonb NOT NULL DEFAULT '{}',
  tools           text[] NOT NULL DEFAULT '{}',
  knowledge       jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (agency_id, name)
);
COMMENT ON TABLE profile_template IS 'Profiles that an agency writes into the drafts of its tenants, with placeholders such as {{business.name}}. No tenant sees them, no call uses them.';
COMMENT ON COLUMN profile_template.knowledge IS 'Articles in their order, each with title and body.';
ALTER TABLE profile_template ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_only ON profile_template TO frontdesk_runtime
  USING (agency_id = nullif(current_setting('frontdesk.agency', true), '')::uuid)
  WITH CHECK (agency_id = nullif(current_setting('frontdesk.agency', true), '')::uuid);
GRANT SELECT, INSERT, DELETE, UPDATE (prompt, greeting, closed_greeting, voice, tools, knowledge) ON profile_template TO frontdesk_runtime;
