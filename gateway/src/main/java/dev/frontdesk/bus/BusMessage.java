package dev.frontdesk.bus;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said on the bus. Old and new nodes talk during a deploy: a message may gain an optional component, never
 * lose or rename one.
 */
public sealed interface BusMessage {

  /**
   * Webhooks (or a re-offer) to Acceptance: a call is claimed and wants a decision.
   *
   * @param owner the node that is to hold the call
   * @param again offered before without a decision that we know of: it may have been accepted already
   */
  record CallOffered(CallId call, int epoch, NodeId owner, Offer offer, boolean again)
      implements BusMessage {}

  /**
   * Acceptance to Sessions on the owner's node: the front desk has decided.
   *
   * @param decision {@link CallEvent.Accepted} or {@link CallEvent.Declined}
   * @param opening frames for the provider, sent first after every attach
   */
  record CallDecided(
      CallId call, int epoch, Origin origin, CallEvent decision, List<String> opening)
      implements BusMessage {
    public CallDecided {
      opening = List.copyOf(opening);
    }
  }

  /** Acceptance to Sessions, before a call is decided that was offered before; answered with {@link Hold}. */
  record HoldAsked(CallId call) implements BusMessage {}

  /** Whether this node drives the call, or did: then the claim only does not show it yet. */
  record Hold(boolean here) implements BusMessage {}

  /**
   * Admin to Sessions on the owner's node: an operator wants something of a call; answered with {@link CommandDone}.
   *
   * @param tenant whose call it has to be
   * @param target whom to transfer to: a key, a name; null for the others
   * @param text what to say or whisper; null for the others
   */
  record CommandAsked(
      CallId call,
      TenantId tenant,
      Kind kind,
      @Nullable String target,
      @Nullable String text) implements BusMessage {
    /** TRANSFER as the tool does it; SAY to the caller; WHISPER to the model, unheard by the caller. */
    public enum Kind {
      TRANSFER,
      HANG_UP,
      SAY,
      WHISPER
    }
  }

  /**
   * What became of a command.
   *
   * @param reason why it was refused; else blank
   */
  record CommandDone(Outcome outcome, String reason) implements BusMessage {
    /**
     * TRANSFERRING, HANGING_UP: begun, the call tells how it ends. SAYING, WHISPERED: the model has it. REFUSED: not just now, the
     * call goes on. ENDED: too late. UNKNOWN: this node has no such call of that tenant.
     */
    public enum Outcome {
      TRANSFERRING,
      HANGING_UP,
      SAYING,
      WHISPERED,
      REFUSED,
      ENDED,
      UNKNOWN
    }
  }

  /** Sessions to Transfers: one attempt, answered with {@link AttemptSeen}. */
  record AttemptAsked(
      CallId call,
      int epoch,
      NodeId owner,
      TenantId tenant,
      EndpointId endpoint,
      String providerCall,
      int attempt,
      TransferTarget target,
      @Nullable String sipDomain)
      implements BusMessage {}

  /** What was seen of an attempt. */
  record AttemptSeen(int attempt, AttemptOutcome outcome, String reason) implements BusMessage {}

  /** Sessions (or Webhooks, for a claim made while the database was away) to Journal on the same node; answered once durable. */
  record JournalBatch(List<Entry> entries) implements BusMessage {
    public JournalBatch {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Asked of the Journal of the owner's node before an effect with consequences is performed; answered with {@link EffectVerdict}.
   *
   * @param tenant whose call it is
   * @param effect id within the call: the same effect asked again has the same
   * @param payload JSON object
   */
  record EffectAsked(
      CallId call, int epoch, TenantId tenant, String effect, String kind, String payload)
      implements BusMessage {}

  /** Whether an effect may be performed, once. */
  record EffectVerdict(Verdict verdict, @Nullable String result) implements BusMessage {
    /** GRANTED: now and only now. STALE: another node owns the call. DONE: it was granted before. */
    public enum Verdict {
      GRANTED,
      STALE,
      DONE
    }
  }

  /** How a granted effect ended; kept for whoever asks again. */
  record EffectEnded(CallId call, String effect, String result) implements BusMessage {}

  /**
   * Every Sessions instance to every Acceptance, about once a second.
   *
   * @param holder names the instance
   * @param live calls held now, by tenant
   */
  record NodeLoad(String holder, List<TenantLoad> live) implements BusMessage {
    public NodeLoad {
      live = List.copyOf(live);
    }
  }

  /** Live calls of one tenant on one node. */
  record TenantLoad(TenantId tenant, int calls) {}

  /** Somebody took the message and answers for it from here. */
  record Taken() implements BusMessage {}
}
