-- Live calls are few among many: asked for often, they are found without reading those that have ended.
CREATE INDEX call_live ON call (tenant_id, received_at DESC, id) WHERE ended_at IS NULL;
