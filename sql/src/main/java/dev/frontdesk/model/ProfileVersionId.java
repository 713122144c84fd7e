package dev.frontdesk.model;

import java.util.UUID;

/** One published or drafted version of a receptionist's settings. */
public record ProfileVersionId(UUID value) implements Wrapped {
  public static ProfileVersionId of(String text) {
    return new ProfileVersionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
