CREATE TABLE agency (
  id         uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  name       text NOT NULL UNIQUE CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE agency IS 'Who hosts receptionists for many tenants.';
ALTER TABLE agency ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_only ON agency TO frontdesk_runtime
  USING (id = nullif(current_setting('frontdesk.agency', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('frontdesk.agency', true), '')::uuid);
GRANT SELECT, UPDATE (name) ON agency TO frontdesk_runtime;
SELECT open_door('agency', 'SELECT, INSERT');

CREATE TABLE tenant (
  id                        uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  agency_id                 uuid NOT NULL REFERENCES agency,
  key                       text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name                      text NOT NULL CHECK (name <> ''),
  status                    text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED')),
  region                    text NOT NULL DEFAULT 'US' CHECK (region ~ '^[A-Z]{2}$'),
  locale                    text NOT NULL DEFAULT 'en',
  zone                      text NOT NULL DEFAULT 'UTC' CHECK (timestamptz '2000-01-01Z' AT TIME ZONE zone IS NOT NULL),
  sip_domain                text CHECK (sip_domain ~ '^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?$'),
  concurrent_calls          integer NOT NULL DEFAULT 10000 CHECK (concurrent_calls BETWEEN 0 AND 100000),
  longest_call_s            integer NOT NULL DEFAULT 3300 CHECK (longest_call_s BETWEEN 10 AND 3480),
  longest_silence_s         integer NOT NULL DEFAULT 30 CHECK (longest_silence_s BETWEEN 5 AND 600),
  monthly_budget_micros     bigint CHECK (monthly_budget_micros >= 0),
  when_closed               text NOT NULL DEFAULT 'TAKE_MESSAGE' CHECK (when_closed IN ('ANSWER', 'TAKE_MESSAGE', 'REJECT')),
  reject_code               integer NOT NULL DEFAULT 603 CHECK (reject_code BETWEEN 300 AND 699),
  refuse_failed_attestation boolean NOT NULL DEFAULT true,
  refuse_anonymous          boolean NOT NULL DEFAULT false,
  staff_first               boolean NOT NULL DEFAULT false,
  disclosure                text NOT NULL DEFAULT '',
  retention_days            integer NOT NULL DEFAULT 90 CHECK (retention_days BETWEEN 1 AND 3650),
  created_at                timestamptz NOT NULL DEFAULT now(),
  revision                  bigint NOT NULL DEFAULT 0,
  UNIQUE (agency_id, key),
  UNIQUE (id, agency_id)
);
COMMENT ON TABLE tenant IS 'One business whose phone is answered, with its limits and its front-desk settings. It never changes its agency.';
COMMENT ON COLUMN tenant.key IS 'Short name, unique within the agency; stands in addresses and imports.';
COMMENT ON COLUMN tenant.zone IS 'IANA time zone that hours, holidays and months are judged in.';
COMMENT ON COLUMN tenant.revision IS 'Rises with every change of anything a call needs from this tenant; set by trigger.';
SELECT guard('tenant', 'id');
GRANT SELECT, INSERT, DELETE ON tenant TO frontdesk_runtime;
GRANT UPDATE (key, name, status, region, locale, zone, sip_domain, concurrent_calls, longest_call_s, longest_silence_s,
  monthly_budget_micros, when_closed, reject_code, refuse_failed_attestation, refuse_anonymous, staff_first, disclosure,
  retention_days) ON tenant TO frontdesk_runtime;
SELECT open_door('tenant', 'SELECT, UPDATE (revision)');
