package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * A caller the tenant knows.
 *
 * @param language BCP 47 tag the caller prefers; null: the tenant's
 * @param notes what the receptionist should know; free text, data for the model, never instructions
 */
public record Contact(
    ContactId id,
    PhoneNumber number,
    String name,
    boolean vip,
    boolean blocked,
    @Nullable String language,
    String notes) {}
