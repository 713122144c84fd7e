-- Whoever changes settings, also by plain SQL, changes the revision and tells all nodes.
CREATE SEQUENCE settings_revision;
COMMENT ON SEQUENCE settings_revision IS 'Source of tenant.revision and endpoint.revision; one for all, so a revision is never seen twice.';
GRANT USAGE ON SEQUENCE settings_revision TO frontdesk_definer;

CREATE FUNCTION door.settings_revised() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('frontdesk_settings', OLD.id::text);
    RETURN OLD;
  END IF;
  NEW.revision := nextval('settings_revision');
  PERFORM pg_notify('frontdesk_settings', NEW.id::text);
  RETURN NEW;
END
$$;

CREATE FUNCTION door.tenant_part_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE tenant SET revision = 0 WHERE id IN (SELECT tenant_id FROM changed);
  RETURN NULL;
END
$$;

CREATE FUNCTION door.tenant_part_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE tenant SET revision = 0 WHERE id IN (SELECT tenant_id FROM changed UNION SELECT tenant_id FROM before);
  RETURN NULL;
END
$$;

CREATE FUNCTION door.endpoint_part_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE endpoint SET revision = 0 WHERE id IN (SELECT endpoint_id FROM changed);
  RETURN NULL;
END
$$;

ALTER FUNCTION door.settings_revised() OWNER TO frontdesk_definer;
ALTER FUNCTION door.tenant_part_changed() OWNER TO frontdesk_definer;
ALTER FUNCTION door.tenant_part_moved() OWNER TO frontdesk_definer;
ALTER FUNCTION door.endpoint_part_changed() OWNER TO frontdesk_definer;

CREATE TRIGGER revised BEFORE INSERT OR UPDATE OR DELETE ON tenant FOR EACH ROW EXECUTE FUNCTION door.settings_revised();
CREATE TRIGGER revised BEFORE INSERT OR UPDATE OR DELETE ON endpoint FOR EACH ROW EXECUTE FUNCTION door.settings_revised();
UPDATE endpoint SET revision = 0;

-- Per statement, so an import of ten thousand contacts touches its tenant once.
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['phone_number', 'profile_version', 'contact', 'transfer_target', 'opening_span', 'holiday'] LOOP
    EXECUTE format('CREATE TRIGGER settings_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed()', part);
    EXECUTE format('CREATE TRIGGER settings_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS before NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_moved()', part);
    EXECUTE format('CREATE TRIGGER settings_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION door.tenant_part_changed()', part);
  END LOOP;
END
$$;
CREATE TRIGGER secret_added AFTER INSERT ON endpoint_secret REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.endpoint_part_changed();
CREATE TRIGGER secret_removed AFTER DELETE ON endpoint_secret REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.endpoint_part_changed();
