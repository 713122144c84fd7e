package dev.frontdesk.simulator.script;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes wrong around a call, apart from its steps. The README has the table of keys. */
public record Misbehaviour(
    Deliveries deliveries,
    Rest rest,
    Sidebands sidebands,
    Caption caption,
    Recall recall,
    Set<Quirk> quirks) {
  /** Nothing goes wrong. */
  public static final Misbehaviour NONE = new Misbehaviour(
      new Deliveries(1, null, null, false, null, Signature.GOOD, null),
      new Rest(null, null, null, null, Duration.ZERO, false),
      new Sidebands(Duration.ZERO, Duration.ZERO, Second.ALLOWED, Duration.ZERO, null, null),
      Caption.BEFORE_REPLY,
      Recall.COMPLETE,
      Set.of());

  public Misbehaviour {
    quirks = Set.copyOf(quirks);
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /**
   * How the webhook is delivered.
   *
   * @param copies how often the same delivery is sent at once
   * @param again after which time the same delivery is sent once more, with a new timestamp
   * @param renewed after which time another delivery (new webhook id) announces the same call
   * @param liveTwin whether the other webhook type announces the same call under a {@code live_} id
   * @param carrierRetry the first attempt is dead; after this time the carrier's next one comes, with the same Call-ID
   * @param callerGone after which time the caller gives up, even while it rings
   */
  public record Deliveries(
      int copies,
      @Nullable Duration again,
      @Nullable Duration renewed,
      boolean liveTwin,
      @Nullable Duration carrierRetry,
      Signature signature,
      @Nullable Duration callerGone) {}

  /** How a delivery is signed. */
  public enum Signature {
    GOOD,
    BAD,
    STALE,
    MISSING,
    ROTATED
  }

  /**
   * Which requests fail.
   *
   * @param slow how long every answer takes
   * @param deadSession accept succeeds, but no session ever comes to be: dialling gives 404 for ever
   */
  public record Rest(
      @Nullable Fault accept,
      @Nullable Fault reject,
      @Nullable Fault refer,
      @Nullable Fault hangup,
      Duration slow,
      boolean deadSession) {}

  /**
   * A status in place of success.
   *
   * @param times how often, then all is well; {@link Integer#MAX_VALUE} for always
   */
  public record Fault(int status, int times) {}

  /**
   * What happens to sidebands.
   *
   * @param notFoundFor how long after accept dialling still gives 404
   * @param unavailableFor how long after it dropped dialling fails with 503
   * @param noticedAfter how long a sideband that ended still counts as the first, and so has a second one refused
   * @param drop when the first socket drops while the call lives
   * @param lose when the socket drops because the call is gone
   */
  public record Sidebands(
      Duration notFoundFor,
      Duration unavailableFor,
      Second second,
      Duration noticedAfter,
      @Nullable Moment drop,
      @Nullable Moment lose) {}

  /** What becomes of a second sideband while the first is open. */
  public enum Second {
    ALLOWED,
    REFUSED,
    KICKS_FIRST
  }

  /** A point in a call at which something can be made to happen. */
  public enum Moment {
    AFTER_ATTACH,
    AFTER_GREETING,
    DURING_TOOL
  }

  /** When the caller's words are transcribed. */
  public enum Caption {
    BEFORE_REPLY,
    AFTER_REPLY,
    AFTER_NEXT_TURN,
    FAILED,
    NEVER
  }

  /** What the provider tells of an item that is retrieved. */
  public enum Recall {
    /** The item, and which one is before it. */
    COMPLETE,
    /** The item only, which is all that the provider's pages promise. */
    ITEM_ONLY,
    /** That there is no such item. */
    NOT_FOUND,
    /** Nothing. */
    SILENT
  }

  /** Small oddities, on or off. */
  public enum Quirk {
    /** Events of unknown types between the known ones. */
    UNKNOWN_EVENTS,
    /** {@code session.created} at attach. */
    SESSION_CREATED,
    /** Caller and model talk on while no sideband is attached. */
    TALKS_WHILE_DETACHED,
    /** No item tells which one is before it. */
    NO_PREVIOUS_ITEM
  }
}
