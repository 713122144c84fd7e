package dev.frontdesk.call;

import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written down about a call; each lands as one row of its timeline. */
public sealed interface Fact {
  /** Name of this kind of fact in the journal. */
  String journalKind();

  /** How much of an utterance there is. */
  enum State {
    COMPLETE,
    /** Cut short by the other side or the end. */
    INTERRUPTED,
    /** Could not be transcribed. */
    FAILED
  }

  /** The call is known: who called whom, and what the front desk decided. */
  record Opened(
      @Nullable TenantId tenant,
      EndpointId endpoint,
      String providerCallId,
      @Nullable String carrierCallId,
      @Nullable PhoneNumber caller,
      String callerName,
      @Nullable PhoneNumber dialled,
      @Nullable ProfileVersionId profile,
      @Nullable ContactId contact,
      @Nullable String language,
      String decision,
      List<String> reasons,
      Instant receivedAt)
      implements Fact {
    public Opened {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String journalKind() {
      return "call.opened";
    }
  }

  /** The provider took our accept. */
  record Answered() implements Fact {
    @Override
    public String journalKind() {
      return "call.answered";
    }
  }

  /** How long it took until the caller was connected. */
  record Waterfall(
      Instant receivedAt,
      Instant verifiedAt,
      Instant claimedAt,
      Instant plannedAt,
      Instant acceptSentAt,
      Instant acceptedAt)
      implements Fact {
    @Override
    public String journalKind() {
      return "latency.answer";
    }
  }

  /**
   * A step of the latency waterfall, at the moment of this fact.
   *
   * @param step attached, greeting-asked, first-audio, turn, tool or transfer
   * @param millis since the step before it; for a turn, since the caller stopped speaking; for a transfer, since it was asked for
   */
  record Milestone(String step, long millis) implements Fact {
    @Override
    public String journalKind() {
      return "latency";
    }
  }

  /** What one side said. */
  record Utterance(String item, double place, Side side, String text, State state) implements Fact {
    @Override
    public String journalKind() {
      return "utterance";
    }
  }

  /** The model asked for a tool. */
  record ToolAsked(ToolCall call) implements Fact {
    @Override
    public String journalKind() {
      return "tool.asked";
    }
  }

  /** A tool answered. */
  record ToolDone(String tool, String name, String output, long millis) implements Fact {
    @Override
    public String journalKind() {
      return "tool.answered";
    }
  }

  /** A transfer attempt began. */
  record TransferAttempted(int attempt, String key, String address) implements Fact {
    @Override
    public String journalKind() {
      return "transfer.attempted";
    }
  }

  /** What became of a transfer attempt. */
  record TransferSeen(int attempt, AttemptOutcome outcome, String reason) implements Fact {
    @Override
    public String journalKind() {
      return "transfer.reported";
    }
  }

  /** What the provider charges for. */
  record Used(
      String kind,
      String model,
      int textIn,
      int textCachedIn,
      int audioIn,
      int audioCachedIn,
      int textOut,
      int audioOut,
      double seconds,
      long costMicros,
      boolean priced)
      implements Fact {
    static Used of(Usage usage) {
      return new Used(
          usage.kind(),
          usage.model(),
          usage.textIn(),
          usage.textCachedIn(),
          usage.audioIn(),
          usage.audioCachedIn(),
          usage.textOut(),
          usage.audioOut(),
          usage.seconds(),
          usage.costMicros(),
          usage.priced());
    }

    @Override
    public String journalKind() {
      return "usage";
    }
  }

  /**
   * The caller spoke of an emergency and was answered.
   *
   * @param words by which it was known, as the settings have them, not as they were said
   * @param target key of whom the caller is put through to; null: nobody, or they were on their way elsewhere
   */
  record EmergencyHeard(String words, @Nullable String target) implements Fact {
    @Override
    public String journalKind() {
      return "emergency";
    }
  }

  /**
   * Something worth knowing happened.
   *
   * @param code kebab-case: barge-in, dtmf, silence, stall, provider-error, detached, resumed, …
   */
  record Noted(String code, String detail) implements Fact {
    @Override
    public String journalKind() {
      return "note";
    }
  }

  /**
   * What became of a rung of the ladder on which a caller is caught whom the receptionist cannot talk to.
   *
   * @param detail key of the target, length of the message, or why it came to this
   */
  record FellBack(Rung rung, Catch outcome, String detail) implements Fact {
    /** In their order. */
    public enum Rung {
      PEOPLE,
      VOICEMAIL,
      APOLOGY
    }

    /** REACHED: the caller talked to somebody, or left a message. NOBODY: nothing was said after the tone. */
    public enum Catch {
      TRIED,
      REACHED,
      BUSY,
      NO_ANSWER,
      FAILED,
      NOBODY
    }

    @Override
    public String journalKind() {
      return "fallback";
    }
  }

  /** The call is over. */
  record Ended(EndReason outcome, String reason) implements Fact {
    @Override
    public String journalKind() {
      return "call.ended";
    }
  }
}
