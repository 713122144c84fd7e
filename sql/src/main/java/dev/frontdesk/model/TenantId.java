package dev.frontdesk.model;

import java.util.UUID;

/** One business whose phone is answered. */
public record TenantId(UUID value) implements Wrapped {
  public static TenantId of(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
