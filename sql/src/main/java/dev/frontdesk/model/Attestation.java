package dev.frontdesk.model;

/** What the carriers vouch for about a caller's number (STIR/SHAKEN). */
public enum Attestation {
  /** A: the carrier knows the customer and their right to the number. */
  FULL,
  /** B: the carrier knows the customer, not their right to the number. */
  PARTIAL,
  /** C: the carrier only knows where the call entered its network. */
  GATEWAY,
  /** The signature does not hold: the number is forged. */
  FAILED,
  /** Nobody said anything. */
  NONE
}
