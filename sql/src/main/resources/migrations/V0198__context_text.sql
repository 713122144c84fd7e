-- Who is told by text message who calls and what about.
ALTER TABLE transfer_target ADD COLUMN context_text boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN transfer_target.context_text IS 'Whether a target with a telephone number gets a text message with who calls and what about, before it rings.';
GRANT UPDATE (context_text) ON transfer_target TO frontdesk_runtime;
COMMENT ON COLUMN text_message.call_id IS 'In which it was sent: by its receptionist to the caller, or to a target of a transfer; null: it tells people of an event.';
