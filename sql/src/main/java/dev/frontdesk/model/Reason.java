package dev.frontdesk.model;

/**
 * One consideration behind a decision, journalled so that "why did it do that?" has an answer.
 *
 * @param code kebab-case, never renamed
 * @param detail for people; may be blank; never a caller's words
 */
public record Reason(String code, String detail) {}
