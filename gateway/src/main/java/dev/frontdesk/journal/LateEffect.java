package dev.frontdesk.journal;

import dev.frontdesk.model.TenantId;

/** An effect that was granted on this node while the database was away. */
record LateEffect(TenantId tenant, String id, String kind, String payload) {}
