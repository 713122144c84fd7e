ALTER TABLE endpoint ADD account text CHECK (account ~ '^AC[0-9a-f]{32}$');
COMMENT ON COLUMN endpoint.account IS 'Account SID at the carrier (provider twilio); the auth token is the API key. The platform''s own comes from the environment.';
ALTER TABLE endpoint ADD CONSTRAINT endpoint_account CHECK (provider <> 'twilio' OR account IS NOT NULL OR agency_id IS NULL);
GRANT UPDATE (account) ON endpoint TO frontdesk_runtime;

INSERT INTO endpoint (id, provider, name, base_url)
VALUES ('00000000-0000-0000-0000-000000000002', 'twilio', 'platform carrier', 'https://api.twilio.com');
