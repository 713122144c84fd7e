package dev.frontdesk.model;

import java.util.UUID;

/** One provider project or carrier account with its secrets. */
public record EndpointId(UUID value) implements Wrapped {
  public static EndpointId of(String text) {
    return new EndpointId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
