package dev.frontdesk.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message that a chat has taken.
 *
 * @param path of its webhook
 * @param thread it was posted in; blank: none
 * @param atMillis when, on the clock of this process that only goes forward
 */
public record Post(String path, String thread, JsonNode body, long atMillis) {}
