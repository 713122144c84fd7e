package dev.frontdesk.call;

import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer in progress.
 *
 * @param attempt counts the attempts of this call, from 1
 * @param targets the one being tried first, then those to try if it fails
 * @param tool the tool request that asked for it; null: an operator did
 * @param summary what the caller wants, for who is asked to take the call; blank: nobody said
 * @param leg of the target, as the carrier names it; null: none that we know of
 * @param first people get the call before the receptionist, who has not greeted the caller yet
 */
public record Transfer(
    int attempt,
    Stage stage,
    List<TransferTarget> targets,
    @Nullable String tool,
    Instant since,
    String summary,
    @Nullable String leg,
    boolean first) {
  /** How far the attempt has come. */
  public enum Stage {
    /** The caller is being told. */
    ANNOUNCING,
    /** The REFER was asked for; its answer is awaited. */
    ASKED,
    /** The carrier took the REFER: a promise, not yet a transfer. */
    TAKEN,
    /** The target rings, the caller is with the receptionist. */
    RINGING,
    /** The target hears who calls and is asked, the caller is with the receptionist. */
    WHISPERING,
    /** The target takes the call and is on its way to the room, the caller is with the receptionist. */
    ENTERING,
    /** As ENTERING, and nobody has told of its arrival: the carrier is asked who is there. */
    SEEKING_TARGET,
    /** The target is in the room, the caller is on the way there. */
    JOINING,
    /** As JOINING, and nobody has told of the caller's arrival: the carrier is asked who is there. */
    SEEKING_CALLER
  }

  public Transfer {
    targets = List.copyOf(targets);
    summary = summary == null ? "" : summary; // of a node that knows no warm transfers
  }

  Transfer(
      int attempt,
      Stage stage,
      List<TransferTarget> targets,
      @Nullable String tool,
      Instant since,
      String summary,
      boolean first) {
    this(attempt, stage, targets, tool, since, summary, null, first);
  }

  /** Whether the target is asked, or was, and the caller is not with it yet. */
  public boolean isWarm() {
    return switch (stage) {
      case ANNOUNCING, ASKED, TAKEN -> false;
      case RINGING, WHISPERING, ENTERING, SEEKING_TARGET, JOINING, SEEKING_CALLER -> true;
    };
  }

  /** Whether the receptionist is with the caller while the target is asked. */
  boolean isWaiting() {
    return isWarm() && !isJoining();
  }

  /** Whether the caller was sent to the target, and is not known to be there. */
  boolean isJoining() {
    return stage == Stage.JOINING || stage == Stage.SEEKING_CALLER;
  }

  /** Who is being tried now. */
  public TransferTarget target() {
    return targets.get(0);
  }

  Transfer at(Stage next) {
    return new Transfer(attempt, next, targets, tool, since, summary, leg, first);
  }

  Transfer on(@Nullable String other) {
    return other == null
        ? this
        : new Transfer(attempt, stage, targets, tool, since, summary, other, first);
  }

  /** The next target as a new attempt; only if there is one. */
  Transfer next(Instant at) {
    return new Transfer(
        attempt + 1, Stage.ASKED, targets.subList(1, targets.size()), tool, at, summary, first);
  }
}
