package dev.frontdesk.model;

import java.util.UUID;

/** Who hosts receptionists for many tenants. */
public record AgencyId(UUID value) implements Wrapped {
  public static AgencyId of(String text) {
    return new AgencyId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
