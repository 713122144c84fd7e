-- Live feeds read what the journal stored since they last looked. The transaction is kept with each fact, so that a reader who
-- remembers its snapshot misses nothing that was committed late, and sees nothing twice.
ALTER TABLE call_fact ADD COLUMN stored_in xid8 NOT NULL DEFAULT pg_current_xact_id();
COMMENT ON COLUMN call_fact.stored_in IS 'The transaction that stored it: compared with a snapshot, it tells whether a reader could see it then.';

CREATE INDEX call_fact_feed_tenant ON call_fact (tenant_id, stored_at)
  WHERE kind IN ('call.opened', 'call.answered', 'utterance', 'tool.asked', 'tool.answered', 'transfer.attempted', 'transfer.reported', 'call.ended');
CREATE INDEX call_fact_feed_agency ON call_fact (agency_id, stored_at)
  WHERE kind IN ('call.opened', 'call.answered', 'utterance', 'tool.asked', 'tool.answered', 'transfer.attempted', 'transfer.reported', 'call.ended');
