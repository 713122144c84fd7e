package dev.frontdesk.session;

/** Why nothing can be booked, in words the model can act on. */
final class Unbookable extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean certain;

  /** @param certain whether nothing was booked */
  Unbookable(String why, boolean certain) {
    super(why, null, false, false); // told to the model: where it was thrown helps nobody
    this.certain = certain;
  }

  boolean isCertain() {
    return certain;
  }
}
