CREATE TABLE opening_span (
  tenant_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  day       smallint NOT NULL CHECK (day BETWEEN 1 AND 7),
  opens     time NOT NULL,
  closes    time NOT NULL CHECK (closes = '00:00' OR closes > opens),
  PRIMARY KEY (tenant_id, day, opens),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE opening_span IS 'When a business takes calls, Monday = 1, in its own zone; closing at 00:00 ends the day; no row at all means always open.';
CREATE INDEX opening_span_agency ON opening_span (agency_id);
SELECT guard('opening_span');
GRANT SELECT, INSERT, DELETE ON opening_span TO frontdesk_runtime;
SELECT open_door('opening_span', 'SELECT');

CREATE TABLE holiday (
  tenant_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  day       date NOT NULL,
  name      text NOT NULL DEFAULT '',
  spans     jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, day),
  FOREIGN KEY (tenant_id, agency_id) REFERENCES tenant (id, agency_id) ON DELETE CASCADE
);
COMMENT ON TABLE holiday IS 'Days that differ from the week; spans is a list of ["09:00", "12:00"], empty when closed all day.';
CREATE INDEX holiday_agency ON holiday (agency_id);
SELECT guard('holiday');
GRANT SELECT, INSERT, DELETE ON holiday TO frontdesk_runtime;
SELECT open_door('holiday', 'SELECT');
