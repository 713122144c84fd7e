package dev.frontdesk.simulator.carrier;

/**
 * One request of the carrier to the gateway.
 *
 * @param what {@code voice}, {@code action}, {@code status}, {@code stream}, {@code conference}, {@code whisper}, …
 * @param url as it was signed
 * @param status of the answer; 0 if there was none in time
 * @param answer the body
 */
public record Webhook(String what, String url, Form form, int status, String answer) {}
