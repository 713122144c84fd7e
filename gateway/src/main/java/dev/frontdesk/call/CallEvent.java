package dev.frontdesk.call;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a call, in our words, whoever the provider is. Every event carries the moment it was seen here.
 */
public sealed interface CallEvent {
  /** When this node saw it. */
  Instant at();

  <R> R to(Listener<R> listener);

  /** One method per event: who forgets one does not compile. */
  interface Listener<R> {
    R offered(Offered event);

    R accepted(Accepted event);

    R declined(Declined event);

    R attached(Attached event);

    R renewed(Renewed event);

    R lookedBack(LookedBack event);

    R itemPlaced(ItemPlaced event);

    R callerSaid(CallerSaid event);

    R agentSaid(AgentSaid event);

    R callerSpeechStarted(CallerSpeechStarted event);

    R callerSpeechStopped(CallerSpeechStopped event);

    R agentAudioStarted(AgentAudioStarted event);

    R agentAudioEnded(AgentAudioEnded event);

    R toolRequested(ToolRequested event);

    R toolAnswered(ToolAnswered event);

    R transferAsked(TransferAsked event);

    R attemptReported(AttemptReported event);

    R serverTool(ServerTool event);

    R dtmf(Dtmf event);

    R consumed(Consumed event);

    R timerFired(TimerFired event);

    R commanded(Commanded event);

    R providerFailed(ProviderFailed event);

    R detached(Detached event);

    R probed(Probed event);

    R hungUp(HungUp event);

    R takenOver(TakenOver event);

    R handedOver(HandedOver event);
  }

  /** A delivery announced the call and the claim is ours. */
  record Offered(Instant at, Origin origin) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.offered(this);
    }
  }

  /**
   * The provider took our accept.
   *
   * @param forward whom to ring before the receptionist talks; empty: nobody
   * @param decision {@code answer}, {@code take-message}, {@code voicemail} or {@code forward}
   * @param about what the caller wants of who is rung; blank: nobody said
   */
  record Accepted(
      Instant at,
      Plan plan,
      List<TransferTarget> forward,
      String decision,
      List<Reason> reasons,
      Instant plannedAt,
      Instant acceptSentAt,
      String about)
      implements CallEvent {
    public Accepted {
      about = about == null ? "" : about; // of a node that moves no calls
      forward = List.copyOf(forward);
      reasons = List.copyOf(reasons);
    }

    /** Of a caller who has told nobody yet. */
    public Accepted(
        Instant at,
        Plan plan,
        List<TransferTarget> forward,
        String decision,
        List<Reason> reasons,
        Instant plannedAt,
        Instant acceptSentAt) {
      this(at, plan, forward, decision, reasons, plannedAt, acceptSentAt, "");
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.accepted(this);
    }
  }

  /**
   * The call is not answered: refused by the front desk, abandoned, or not accepted by the provider.
   *
   * @param tenant null: the number is nobody's
   */
  record Declined(
      Instant at,
      EndReason reason,
      @Nullable Plan plan,
      @Nullable TenantId tenant,
      String decision,
      List<Reason> reasons)
      implements CallEvent {
    public Declined {
      reasons = List.copyOf(reasons);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.declined(this);
    }
  }

  /**
   * The sideband is open.
   *
   * @param resumed it was open before, on this or another node
   */
  record Attached(Instant at, boolean resumed) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.attached(this);
    }
  }

  /** A session that is lost is followed by a new one, which knows what is written down: what else was said nobody tells any more. */
  record Renewed(Instant at) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.renewed(this);
    }
  }

  /**
   * The provider was asked what was said while nobody was attached; what it told came as events of its own before this one.
   *
   * @param complete false: something of it is missing
   * @param reason why it is missing, kebab-case; blank if nothing is
   * @param last who spoke last in that time; null: nobody
   */
  record LookedBack(
      Instant at, boolean complete, String reason, @Nullable Side last) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.lookedBack(this);
    }
  }

  /**
   * An item took its place in the conversation.
   *
   * @param previous the item before it; null: not told
   */
  record ItemPlaced(Instant at, String item, @Nullable String previous, Side side)
      implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.itemPlaced(this);
    }
  }

  /**
   * The caller's words of one item, final.
   *
   * @param understood false: the transcription failed, the text is empty
   */
  record CallerSaid(Instant at, String item, String text, boolean understood) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.callerSaid(this);
    }
  }

  /**
   * Our words of one item.
   *
   * @param complete false: cut short by the caller, a cancel or the end
   */
  record AgentSaid(Instant at, String item, String text, boolean complete) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.agentSaid(this);
    }
  }

  /** The caller began to speak. */
  record CallerSpeechStarted(Instant at, String item) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.callerSpeechStarted(this);
    }
  }

  /** The caller stopped speaking. */
  record CallerSpeechStopped(Instant at, String item) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.callerSpeechStopped(this);
    }
  }

  /**
   * Sound of a response begins to reach the caller.
   *
   * @param label of the {@link ModelCommand.Say} that asked for it; null: the model's own
   */
  record AgentAudioStarted(
      Instant at, String response, @Nullable String label) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.agentAudioStarted(this);
    }
  }

  /**
   * Sound of a response has ended.
   *
   * @param cleared cut off, not played to its end
   */
  record AgentAudioEnded(
      Instant at, String response, @Nullable String label, boolean cleared) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.agentAudioEnded(this);
    }
  }

  /** The model asks for a tool, in a response that completed. */
  record ToolRequested(Instant at, ToolCall call) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.toolRequested(this);
    }
  }

  /**
   * A tool has its answer for the model.
   *
   * @param output what the model reads, JSON text
   */
  record ToolAnswered(Instant at, String tool, String output) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.toolAnswered(this);
    }
  }

  /**
   * A transfer was asked for and its targets are resolved.
   *
   * @param tool the tool request behind it; null: an operator or the front desk
   * @param targets at least one, first to be tried first
   * @param summary what the caller wants, for who is asked to take the call; blank: nobody said
   */
  record TransferAsked(
      Instant at, @Nullable String tool, List<TransferTarget> targets, String summary)
      implements CallEvent {
    public TransferAsked(Instant at, @Nullable String tool, List<TransferTarget> targets) {
      this(at, tool, targets, "");
    }

    public TransferAsked {
      targets = List.copyOf(targets);
      summary = summary == null ? "" : summary; // of a node that knows no warm transfers
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.transferAsked(this);
    }
  }

  /**
   * What was seen of a transfer attempt.
   *
   * @param leg of the target, as the carrier names it; null: it has none of its own, or none that we know of
   */
  record AttemptReported(
      Instant at,
      int attempt,
      AttemptOutcome outcome,
      String reason,
      @Nullable String leg) implements CallEvent {
    public AttemptReported(Instant at, int attempt, AttemptOutcome outcome, String reason) {
      this(at, attempt, outcome, reason, null);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.attemptReported(this);
    }
  }

  /**
   * The provider runs a tool of an MCP server.
   *
   * @param item of the conversation, or of the list of tools
   * @param tool its server and name, {@code server/name}; blank while it is not told
   */
  record ServerTool(Instant at, Stage stage, String item, String tool) implements CallEvent {
    /** How far it is. */
    public enum Stage {
      BEGAN,
      ENDED,
      FAILED,
      /** What a server offers could not be asked. */
      UNLISTED
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.serverTool(this);
    }
  }

  /** The caller pressed a key. */
  record Dtmf(Instant at, String key) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.dtmf(this);
    }
  }

  /** The provider reported usage. */
  record Consumed(Instant at, Usage usage) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.consumed(this);
    }
  }

  /** A watch ran out. */
  record TimerFired(Instant at, TimerKind kind) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.timerFired(this);
    }
  }

  /**
   * An operator asks for something.
   *
   * @param text what to say or whisper; blank for the others
   */
  record Commanded(Instant at, Command command, String text) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.commanded(this);
    }
  }

  /**
   * The provider reported an error; most leave the session open.
   *
   * @param response that failed with it, and is no more; null: none did
   */
  record ProviderFailed(
      Instant at, String code, String message, @Nullable String response) implements CallEvent {
    public ProviderFailed(Instant at, String code, String message) {
      this(at, code, message, null);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.providerFailed(this);
    }
  }

  /**
   * The sideband ended without our asking.
   *
   * @param code WebSocket close code; 1006 without a close frame
   * @param seen the last that was seen of the call; null: it was seen until then
   */
  record Detached(Instant at, int code, @Nullable Instant seen) implements CallEvent {
    /** Of a call that was seen until then. */
    public Detached(Instant at, int code) {
      this(at, code, null);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.detached(this);
    }
  }

  /** Re-dialling showed whether the call still lives. */
  record Probed(Instant at, ProbeResult result) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.probed(this);
    }
  }

  /**
   * Our hang-up is done with.
   *
   * @param trouble blank: the provider took it, or knew the call no longer
   */
  record HungUp(Instant at, String trouble) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.hungUp(this);
    }
  }

  /**
   * The node that drove the call is lost; from here on another one does, under its own epoch.
   *
   * @param lost the node that drove it
   * @param seen the last that is known to have been seen of the call; null: nobody knows
   * @param unwritten whether the journal knows nothing of the call: what that node had of it is lost with it, or comes later
   */
  record TakenOver(Instant at, NodeId lost, @Nullable Instant seen, boolean unwritten)
      implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.takenOver(this);
    }
  }

  /**
   * The node that drove the call gave it to this one, under a new epoch, with everything it knew.
   *
   * @param from the node that drove it
   * @param seen the last that is known to have been seen of the call; null: everything came along
   */
  record HandedOver(Instant at, NodeId from, @Nullable Instant seen) implements CallEvent {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.handedOver(this);
    }
  }
}
