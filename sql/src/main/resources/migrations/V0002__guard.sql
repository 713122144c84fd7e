-- How every tenant table is closed, written once.
CREATE FUNCTION guard(guarded regclass, tenant_column text DEFAULT 'tenant_id') RETURNS void
LANGUAGE plpgsql AS $guard$
DECLARE
  own text := format(
    $own$%I = nullif(current_setting('frontdesk.tenant', true), '')::uuid
         OR agency_id = nullif(current_setting('frontdesk.agency', true), '')::uuid$own$,
    tenant_column);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY tenant_only ON %s TO frontdesk_runtime USING (%s) WITH CHECK (%s)', guarded, own, own);
END
$guard$;
COMMENT ON FUNCTION guard IS 'Forces row-level security on a table: rows of the current tenant, or of the current agency''s tenants, only.';

-- What a function of schema door needs, table by table.
CREATE FUNCTION open_door(guarded regclass, granted text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT %s ON %s TO frontdesk_definer', granted, guarded);
  EXECUTE format('CREATE POLICY definer ON %s TO frontdesk_definer USING (true) WITH CHECK (true)', guarded);
END
$$;
COMMENT ON FUNCTION open_door IS 'Lets the functions of schema door work on a table, with exactly the granted privileges.';

REVOKE ALL ON FUNCTION guard, open_door FROM PUBLIC;
