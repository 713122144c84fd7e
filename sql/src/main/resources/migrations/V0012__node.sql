CREATE TABLE node (
  id          text NOT NULL PRIMARY KEY,
  roles       text NOT NULL DEFAULT '',
  started_at  timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz NOT NULL
);
COMMENT ON TABLE node IS 'Running processes and until when each may act; judged by the database''s clock. The owner of a call is a node.';
CREATE INDEX node_lease ON node (lease_until);
ALTER TABLE node ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT open_door('node', 'SELECT, INSERT, UPDATE, DELETE');
