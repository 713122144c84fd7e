-- Two roles, global to the server, so another database on it may have made them already.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('frontdesk_runtime', 'What the program acts as: owns nothing, cannot bypass row-level security.'),
      ('frontdesk_definer', 'Owns the functions of schema door; has a policy on exactly the tables they touch.')) AS v (name, meaning)
    WHERE name NOT IN (SELECT rolname FROM pg_roles)
  LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', wanted.name);
      EXECUTE format('COMMENT ON ROLE %I IS %L', wanted.name, wanted.meaning);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of this server is being migrated at the same moment
    END;
  END LOOP;
  -- A migrating user that is no superuser must be able to act as both.
  IF NOT (pg_has_role('frontdesk_runtime', 'SET') AND pg_has_role('frontdesk_definer', 'SET')) THEN
    EXECUTE format('GRANT frontdesk_runtime, frontdesk_definer TO %I', current_user);
  END IF;
END
$$;

CREATE SCHEMA door AUTHORIZATION frontdesk_definer;
COMMENT ON SCHEMA door IS 'The few jobs that cross tenants, as narrow SECURITY DEFINER functions; nothing else may.';
GRANT USAGE ON SCHEMA door TO frontdesk_runtime;
GRANT USAGE ON SCHEMA public TO frontdesk_runtime, frontdesk_definer;

SET ROLE frontdesk_definer;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
RESET ROLE;
