package dev.frontdesk.admin.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a key may do; {@code x-frontdesk-roles} of an operation names those that may ask for it. */
enum Role {
  /** Runs the installation. */
  PLATFORM,
  /** Hosts tenants. */
  AGENCY,
  /** Runs one business. */
  TENANT,
  /** Reads what one business has. */
  VIEWER,
  /** Steers the calls of one business, and sees no more than that takes. */
  CONTROL;

  /** Whether it sees what the provider charges; the others see the price with their agency's mark-up. */
  boolean seesCost() {
    return this == PLATFORM || this == AGENCY;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
