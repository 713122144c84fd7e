package dev.frontdesk.admin.api;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param key id of the API key, or of the issuer's subject
 * @param actor as the audit names them
 * @param agency null: the platform's
 * @param tenant null: the whole agency's
 */
record Principal(
    UUID key,
    String actor,
    Role role,
    @Nullable AgencyId agency,
    @Nullable TenantId tenant) {}
