GRANT UPDATE (wrapped, master_version) ON data_key TO frontdesk_definer;
COMMENT ON COLUMN data_key.master_version IS 'Which master key wraps this one: a number derived from that key, which does not tell it. 1: wrapped before master keys were told apart.';

SET ROLE frontdesk_definer;

CREATE FUNCTION door.data_keys(p_after uuid, p_most integer)
RETURNS TABLE (id uuid, tenant uuid, agency uuid, wrapped bytea, master_version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.id, k.tenant_id, k.agency_id, k.wrapped, k.master_version
  FROM data_key k
  WHERE p_after IS NULL OR k.id > p_after
  ORDER BY k.id
  LIMIT p_most
$$;
COMMENT ON FUNCTION door.data_keys IS 'Data keys of all owners, still wrapped, page by page.';

CREATE FUNCTION door.data_keys_rewrap(p_ids uuid[], p_before bytea[], p_after bytea[], p_version integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_rewrapped uuid[];
BEGIN
  -- Locked in one order, so that two rotations at once do not wait for each other; not against secrets that refer to a key.
  WITH unchanged AS (
    SELECT k.id, w.after
    FROM unnest(p_ids, p_before, p_after) AS w (id, before, after)
    JOIN data_key k ON k.id = w.id AND k.wrapped = w.before
    ORDER BY k.id
    FOR NO KEY UPDATE OF k
  ), rewrapped AS (
    UPDATE data_key k SET wrapped = u.after, master_version = p_version
    FROM unchanged u
    WHERE k.id = u.id
    RETURNING k.id
  )
  SELECT coalesce(array_agg(r.id), '{}') INTO v_rewrapped FROM rewrapped r;
  -- No revision: the endpoints are what they were. A node that lacks the new master key learns of it now, not at its next start.
  PERFORM pg_notify('frontdesk_settings', e.endpoint_id::text)
  FROM (SELECT DISTINCT s.endpoint_id FROM endpoint_secret s WHERE s.data_key_id = ANY (v_rewrapped)) e;
  RETURN cardinality(v_rewrapped);
END
$$;
COMMENT ON FUNCTION door.data_keys_rewrap IS 'Replaces the wrapping of data keys that are still as they were read, all or none; how many that were.';

GRANT EXECUTE ON FUNCTION door.data_keys, door.data_keys_rewrap TO frontdesk_runtime;
RESET ROLE;
