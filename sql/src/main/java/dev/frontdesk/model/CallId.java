package dev.frontdesk.model;

import java.util.UUID;

/** One caller's visit, ring to end; ours, not the provider's. */
public record CallId(UUID value) implements Wrapped {
  public static CallId of(String text) {
    return new CallId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
