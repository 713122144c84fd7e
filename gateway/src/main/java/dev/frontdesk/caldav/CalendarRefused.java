package dev.frontdesk.caldav;

/** A calendar did not do what was asked. The message names neither path nor password, so people and models may be told. */
public final class CalendarRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean certain;

  /** @param certain whether nothing was written */
  CalendarRefused(String why, boolean certain) {
    super(why, null, false, false); // told to people and models: where it was thrown helps none
    this.certain = certain;
  }

  /** Whether the calendar is certainly as it was. */
  public boolean isCertain() {
    return certain;
  }
}
