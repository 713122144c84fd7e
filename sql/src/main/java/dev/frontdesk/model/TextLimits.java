package dev.frontdesk.model;

/**
 * How many text messages go to numbers that callers show, within 24 hours.
 *
 * @param perNumber to one of them
 * @param perDay to all
 */
public record TextLimits(int perNumber, int perDay) {}
