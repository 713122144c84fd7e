package dev.frontdesk.model;

/**
 * How a tenant wants calls treated before the model speaks.
 *
 * @param whenClosed what happens outside opening hours
 * @param rejectCode SIP code for callers who are refused, 300 to 699; 603 is a plain decline
 * @param staffFirst transfer to the fallback target before the receptionist talks
 * @param disclosure sentence that says that an AI answers; blank: the standard one
 */
public record FrontDesk(
    WhenClosed whenClosed, int rejectCode, boolean staffFirst, String disclosure) {

  /** What happens outside opening hours. */
  public enum WhenClosed {
    ANSWER,
    TAKE_MESSAGE,
    /** The receptionist is off: callers leave a message on tape. Where nothing can be recorded, she takes it. */
    VOICEMAIL,
    REJECT
  }

  public static final FrontDesk DEFAULTS = new FrontDesk(WhenClosed.TAKE_MESSAGE, 603, false, "");

  public FrontDesk {
    Range.check("SIP reject code", rejectCode, 300, 699);
  }
}
