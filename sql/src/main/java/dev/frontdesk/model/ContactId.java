package dev.frontdesk.model;

import java.util.UUID;

/** A caller the tenant knows. */
public record ContactId(UUID value) implements Wrapped {
  public static ContactId of(String text) {
    return new ContactId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
