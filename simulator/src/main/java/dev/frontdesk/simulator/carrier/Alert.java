package dev.frontdesk.simulator.carrier;

/**
 * What the carrier would write into the account's debugger.
 *
 * @param code the carrier's error or warning code, such as 11200 or 31951
 */
public record Alert(int code, String text) {}
