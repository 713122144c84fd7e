package dev.frontdesk.simulator.script;

/**
 * What the carrier makes of a REFER.
 *
 * @param status what the provider answers to the gateway: 200 for a REFER handed on, else an error
 * @param then what becomes of the call, once the REFER was handed on
 */
public record CarrierAnswer(int status, Then then) {
  /** After a REFER that was taken. */
  public enum Then {
    /** The caller is put through: the sideband ends, the call is gone. */
    MOVED,
    /** Nothing happens, the caller stays. */
    SILENT,
    /** The sideband ends for a reason of its own, the caller stays. */
    SOCKET_LOST,
    /** Nothing happens, and the gateway's request is never answered. */
    UNANSWERED
  }

  public static final CarrierAnswer MOVED = new CarrierAnswer(200, Then.MOVED);

  public boolean accepted() {
    return status < 300;
  }
}
