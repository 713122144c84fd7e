package dev.frontdesk.call;

/** Whose words. */
public enum Side {
  CALLER,
  AGENT
}
