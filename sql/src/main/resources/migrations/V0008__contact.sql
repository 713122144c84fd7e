CREATE TABLE contact (
  id        uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  number    text NOT NULL CHECK (number ~ '^\+[1-9][0-9]{1,14}$'),
  name      text NOT NULL DEFAULT '',
  vip       boolean NOT NULL DEFAULT false,
  blocked   boolean NOT NULL DEFAULT false,
  language  text,
  notes     text NOT NULL DEFAULT '',
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE contact IS 'Callers a tenant knows: by name, as VIP, or blocked. Acts at once, also in running calls.';
CREATE INDEX contact_agency ON contact (agency_id);
SELECT guard('contact');
GRANT SELECT, INSERT, DELETE, UPDATE (number, name, vip, blocked, language, notes) ON contact TO frontdesk_runtime;
SELECT open_door('contact', 'SELECT');
