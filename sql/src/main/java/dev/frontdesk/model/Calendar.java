package dev.frontdesk.model;

/**
 * Where a tenant's appointments are kept, and how they are offered. Its password is not part of it.
 *
 * @param name by which the model and the settings know it
 * @param description what it is for, such as <em>haircuts with Eva</em>; may be blank
 * @param url of the CalDAV collection (RFC 4791)
 * @param username for HTTP Basic; blank: nobody is asked for
 */
public record Calendar(
    String name, String description, String url, String username, SlotRules rules) {}
