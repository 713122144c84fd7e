ALTER TABLE profile_version ADD COLUMN holiday_greeting text NOT NULL DEFAULT '';
COMMENT ON COLUMN profile_version.holiday_greeting IS 'The first sentence while a holiday closes the business; empty: closed_greeting.';
GRANT UPDATE (holiday_greeting) ON profile_version TO frontdesk_runtime;

CREATE FUNCTION published_holiday_greeting_is_immutable() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published profile version is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'profile_version_immutable';
END
$$;
CREATE TRIGGER published_holiday_greeting_is_immutable BEFORE UPDATE OF holiday_greeting ON profile_version
  FOR EACH ROW WHEN (OLD.state <> 'draft' AND NEW.holiday_greeting IS DISTINCT FROM OLD.holiday_greeting)
  EXECUTE FUNCTION published_holiday_greeting_is_immutable();

ALTER TABLE profile_template ADD COLUMN holiday_greeting text NOT NULL DEFAULT '';
GRANT UPDATE (holiday_greeting) ON profile_template TO frontdesk_runtime;
