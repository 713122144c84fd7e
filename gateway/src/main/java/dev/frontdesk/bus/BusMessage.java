package dev.frontdesk.bus;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TextLimits;
import dev.frontdesk.model.TextRefusal;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

  /**
   * Acceptance to Webhooks, in answer to {@link CallOffered}: the front desk has decided a call whose carrier waits to be told what to
   * do with it.
   *
   * @param tenant null: the dialled number is nobody's
   * @param sipCode to refuse with; 0 if it is not refused
   * @param forward whom to ring; empty unless forwarded
   */
  record CallAnswered(
      Result result, @Nullable TenantId tenant, int sipCode, List<TransferTarget> forward)
      implements BusMessage {
    public CallAnswered {
      forward = List.copyOf(forward);
    }

    /**
     * ANSWERED: its owner has the call. FORWARDED: people get the call, nobody here holds it. VOICEMAIL: nobody talks to the caller,
     * who is to leave a message. FAILED: nobody here can have it, and the caller should hear so.
     */
    public enum Result {
      ANSWERED,
      FORWARDED,
      REFUSED,
      FAILED,
      VOICEMAIL
    }
  }

  /**
   * Webhooks to Sessions on the owner's node: the carrier says that a call is over, however our side of it stands; answered with
   * {@link Taken}.
   */
  record CarrierEnded(CallId call) implements BusMessage {}

  /** Webhooks to Sessions on the owner's node: the carrier asks what follows the end of a media stream; answered with {@link LegSeen}. */
  record LegAsked(CallId call) implements BusMessage {}

  /**
   * How a call stands that is driven here, or was.
   *
   * @param phase null: it is not driven here
   * @param target whom the caller is being transferred to; null: to nobody
   * @param ending why it is about to be over, or is without the carrier's knowledge; null: neither, or that is not known here
   * @param about what the caller wants, masked as the tenant wants it
   * @param announced the attempt that the caller was being told of when last heard; 0: none
   */
  record LegSeen(
      Call.@Nullable Phase phase,
      @Nullable TransferTarget target,
      @Nullable EndReason ending,
      String about,
      int announced)
      implements BusMessage {
    /** Nobody knows it here. */
    public static final LegSeen NOTHING = new LegSeen(null, null, null, "", 0);

    public LegSeen {
      about = about == null ? "" : about; // of a node that does not tell
    }
  }

  /**
   * To Sessions on the owner's node: the media stream of a call comes in at {@code node}, where the call is to be driven from now on;
   * answered with {@link Taken} when the owner has begun to give it away, or cannot just now.
   */
  record LegArrived(CallId call, NodeId node) implements BusMessage {}

  /**
   * Sessions and Notifications to Notifications on any node: a text message is to be sent; answered with {@link TextTold}.
   *
   * @param call in which it is sent; null: it tells people of an event
   * @param delivery of that event; null: it is sent in a call
   * @param limits of messages to numbers that callers show; null: the tenant itself named the number
   */
  record TextAsked(
      TenantId tenant,
      @Nullable CallId call,
      @Nullable UUID delivery,
      PhoneNumber recipient,
      String text,
      @Nullable TextLimits limits)
      implements BusMessage {
    /** To a number that the tenant named. */
    public TextAsked(
        TenantId tenant,
        @Nullable CallId call,
        @Nullable UUID delivery,
        PhoneNumber recipient,
        String text) {
      this(tenant, call, delivery, recipient, text, null);
    }

    /** Nothing of what it says. */
    @Override
    public String toString() {
      return "TextAsked[" + tenant + "]";
    }
  }

  /**
   * What the carrier did with a text message.
   *
   * @param sid the carrier's name of it; blank: it took none
   * @param word its status, or why not
   * @param refusal why the tenant's own rules forbid it; null: they do not
   */
  record TextTold(
      Fate fate, String sid, String word, @Nullable TextRefusal refusal) implements BusMessage {
    /** Of a message that the tenant's rules allow. */
    public TextTold(Fate fate, String sid, String word) {
      this(fate, sid, word, null);
    }

    /** TAKEN: it is sent. LATER: nothing was done, and may be tried again. REFUSED: nothing will be. UNKNOWN: perhaps it is sent. */
    public enum Fate {
      TAKEN,
      LATER,
      REFUSED,
      UNKNOWN
    }
  }

  /** Admin to Acceptance on any node: which numbers an endpoint's carrier account has; answered with {@link NumbersTold}. */
  record NumbersAsked(EndpointId endpoint) implements BusMessage {}

  /**
   * The numbers of a carrier account.
   *
   * @param trouble why they could not be read; blank: these are all
   */
  record NumbersTold(List<CarrierNumber> numbers, String trouble) implements BusMessage {
    public NumbersTold {
      numbers = List.copyOf(numbers);
    }
  }

  /** @param label as the carrier's console shows it */
  record CarrierNumber(PhoneNumber number, String label) {}

  /** Acceptance to Sessions, before a call is decided that was offered before; answered with {@link Hold}. */
  record HoldAsked(CallId call) implements BusMessage {}

  /**
   * Whether a node has to do with a call.
   *
   * @param here it drives the call, or did, or decides it: then the claim only does not show it yet
   * @param driven it does so now
   */
  record Hold(boolean here, boolean driven) implements BusMessage {}

  /**
   * Takeover to Sessions on the same node: a call is fenced as this node's; answered with {@link Taken} once it is driven here, or
   * turns out to be somebody else's by now.
   *
   * @param epoch under which it is ours
   * @param lost the node that drove it
   * @param offer what was offered, JSON, if the call was fenced just now; null: to be asked for, for it may be another's by now
   */
  record CallLost(
      CallId call, int epoch, NodeId lost, @Nullable String offer) implements BusMessage {}

  /**
   * Sessions to Sessions on the node that drove a call: another one owns it.
   *
   * @param epoch under which it does; whoever holds an older one lets go
   */
  record CallMoved(CallId call, int epoch) implements BusMessage {}

  /**
   * Webhooks of a node that the database does not answer, to the Journal of one that it does; answered with {@link ClaimMade}.
   *
   * @param claim JSON, with the node that is asked as its owner
   */
  record ClaimAsked(String claim) implements BusMessage {}

  /** @param fresh whether this delivery was the first of the call */
  record ClaimMade(CallId call, int epoch, boolean fresh) implements BusMessage {}

  /** A node that the database does not answer, to another one; answered with {@link DatabaseSeen}. */
  record DatabaseAsked(NodeId by) implements BusMessage {}

  /**
   * Whether it has answered this node just now: if so, this node may take calls over. If not, it gives its word that it takes none over
   * for as long as a lease lasts.
   */
  record DatabaseSeen(boolean answers) implements BusMessage {}

  /**
   * Sessions of a node that drains, or that the call's stream does not come to, to Sessions of another: a call as it stands, frozen
   * there; answered with {@link CallHeld} once it is fenced, and driven only when {@link CallReleased} follows, or does not within 3 s.
   *
   * @param from the node that drove it until now
   * @param opening frames for the provider, sent first after every attach
   * @param seen the last that node saw of it before it was frozen
   */
  record CallGiven(NodeId from, Call call, Origin origin, List<String> opening, Instant seen)
      implements BusMessage {
    public CallGiven {
      opening = List.copyOf(opening);
    }
  }

  /** A call that was given is fenced under {@code epoch}; nobody drives it until it is released. */
  record CallHeld(CallId call, int epoch) implements BusMessage {}

  /**
   * Sessions to Sessions of the node that holds a call now: the sideband here is closed; answered with {@link Taken}.
   *
   * @param missed what came here since the call was frozen, in order; the last of it the other node may have seen too
   * @param whole whether that is all there was
   */
  record CallReleased(CallId call, List<Missed> missed, boolean whole) implements BusMessage {
    public CallReleased {
      missed = List.copyOf(missed);
    }
  }

  /**
   * Admin to Sessions on the owner's node: an operator wants something of a call; answered with {@link CommandDone}.
   *
   * @param tenant whose call it has to be
   * @param target whom to transfer to: a key, a name; null for the others
   * @param text what to say or whisper; null for the others
   * @param id the same however often and of whichever node it is asked, and carried out once; null: it is asked once
   */
  record CommandAsked(
      CallId call,
      TenantId tenant,
      Kind kind,
      @Nullable String target,
      @Nullable String text,
      @Nullable UUID id)
      implements BusMessage {
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
     * call goes on. ENDED: too late. UNKNOWN: this node does not drive such a call of that tenant, nothing was done. IN_DOUBT: begun by
     * a node that was lost; whether it was carried out is not known, and it is not repeated.
     */
    public enum Outcome {
      TRANSFERRING,
      HANGING_UP,
      SAYING,
      WHISPERED,
      REFUSED,
      ENDED,
      UNKNOWN,
      IN_DOUBT
    }
  }

  /** Acceptance to all: a tenant that limits the calls of one number answers another of it. */
  record CallerAnswered(CallId call, TenantId tenant, PhoneNumber caller, Instant at)
      implements BusMessage {}

  /**
   * Admin to Acceptance on any node: what would become of a caller; answered with {@link PreviewMade}, and no call is touched.
   *
   * @param endpoint through which the call would come
   * @param caller null: withheld
   * @param at null: now
   * @param profile to answer with; null: the published one
   * @param dialled null: any number of the tenant
   */
  record PreviewAsked(
      TenantId tenant,
      EndpointId endpoint,
      @Nullable PhoneNumber caller,
      @Nullable Instant at,
      @Nullable Profile profile,
      @Nullable PhoneNumber dialled)
      implements BusMessage {}

  /**
   * What would become of a caller.
   *
   * @param decision answer, take-message, voicemail, forward, announce or reject
   * @param sipCode the caller would be refused with, by the front desk or for a session that the provider would refuse; else null
   * @param contact who the caller is to the tenant; null: a stranger
   * @param session null: rejected
   */
  record PreviewMade(
      Instant at,
      String decision,
      @Nullable Integer sipCode,
      List<Reason> reasons,
      @Nullable Contact contact,
      @Nullable PreviewedSession session)
      implements BusMessage {
    public PreviewMade {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What a call would be accepted with.
   *
   * @param version of the profile
   * @param forward who would be rung first
   * @param accept JSON object, body of the accept request
   * @param opening JSON objects, frames sent first once the sideband is attached
   * @param problems why the provider would refuse it
   */
  record PreviewedSession(
      int version,
      String language,
      String greeting,
      List<TransferTarget> forward,
      String instructions,
      String accept,
      List<String> opening,
      String hash,
      List<String> problems,
      List<ToolSpec> tools,
      List<TransferTarget> openTargets) {
    public PreviewedSession {
      forward = List.copyOf(forward);
      opening = List.copyOf(opening);
      problems = List.copyOf(problems);
      tools = List.copyOf(tools);
      openTargets = List.copyOf(openTargets);
    }
  }

  /**
   * Sessions to Acceptance on any node: how a call that goes on begins its session anew; answered with {@link OpeningMade}.
   *
   * @param plan what was decided of it
   */
  record OpeningAsked(CallId call, Offer offer, Plan plan) implements BusMessage {}

  /** @param frames JSON objects for the provider, sent first after every attach; none holds a secret */
  record OpeningMade(List<String> frames) implements BusMessage {
    public OpeningMade {
      frames = List.copyOf(frames);
    }
  }

  /** Admin to Acceptance on any node: which tools a call has now; answered with {@link ToolsTold}. */
  record ToolsAsked(TenantId tenant) implements BusMessage {}

  /**
   * The tools of a call that is answered in full now, as the model sees them.
   *
   * @param version of the profile; null: none is published
   */
  record ToolsTold(@Nullable Integer version, List<ToolSpec> tools) implements BusMessage {
    public ToolsTold {
      tools = List.copyOf(tools);
    }
  }

  /** Admin to Acceptance on any node: whether an endpoint's provider can be used; answered with {@link EndpointTested}. */
  record EndpointTestAsked(EndpointId endpoint) implements BusMessage {}

  /**
   * What came of asking a provider with an endpoint's key for something that changes nothing.
   *
   * @param reason one sentence; names no secret and nothing that was answered
   * @param millis from the question to the answer or its absence
   */
  record EndpointTested(Finding finding, String reason, long millis) implements BusMessage {
    /**
     * NO_KEY: none is kept, or none that can be opened. BAD_KEY, FORBIDDEN, NOT_FOUND, LIMITED: statuses 401, 403, 404, 429.
     * UNEXPECTED: any other. NOT_PUBLIC: the address is one that may not be asked. BROKEN: the answer ended early or was too large.
     */
    public enum Finding {
      WORKS,
      NO_KEY,
      BAD_KEY,
      FORBIDDEN,
      NOT_FOUND,
      LIMITED,
      UNEXPECTED,
      NOT_PUBLIC,
      UNKNOWN_HOST,
      UNREACHABLE,
      TLS,
      TIMEOUT,
      BROKEN
    }
  }

  /**
   * Sessions to Transfers: one attempt, answered with {@link AttemptSeen}.
   *
   * @param target a warm one is asked where the call can be moved to a line from which it can be
   * @param then keys of those to be tried after it
   * @param about what the caller wants, masked as the tenant wants it
   * @param caller null: withheld, or asked by a node that does not tell
   */
  record AttemptAsked(
      CallId call,
      int epoch,
      NodeId owner,
      TenantId tenant,
      EndpointId endpoint,
      String providerCall,
      int attempt,
      TransferTarget target,
      @Nullable String sipDomain,
      List<String> then,
      String about,
      @Nullable PhoneNumber caller)
      implements BusMessage {
    public AttemptAsked {
      then = then == null ? List.of() : List.copyOf(then); // of a node that moves no calls
      about = about == null ? "" : about;
    }
  }

  /**
   * What was seen of an attempt.
   *
   * @param leg of the target, as the carrier names it; null: it has none of its own, or none that we know of
   */
  record AttemptSeen(
      int attempt,
      AttemptOutcome outcome,
      String reason,
      @Nullable String leg) implements BusMessage {
    public AttemptSeen(int attempt, AttemptOutcome outcome, String reason) {
      this(attempt, outcome, reason, null);
    }
  }

  /**
   * Sessions to Transfers: something is to be done with the target of a warm transfer, answered with {@link AttemptSeen}: TAKEN once the
   * carrier took it, of a LOOK what was seen.
   *
   * @param target whom to ring; null for the others
   * @param shown the number of ours that the caller dialled; null: none
   * @param leg the target's, to be dropped or looked at; null: none that we know of
   * @param caller who is waiting; null: withheld
   * @param callToken lends us the caller's number; null: it does not
   * @param about what the call is about; blank: nobody said
   */
  record TargetAsked(
      CallId call,
      int epoch,
      NodeId owner,
      TenantId tenant,
      EndpointId endpoint,
      String providerCall,
      int attempt,
      Act act,
      @Nullable TransferTarget target,
      @Nullable PhoneNumber shown,
      @Nullable String leg,
      @Nullable PhoneNumber caller,
      @Nullable String callToken,
      String about)
      implements BusMessage {
    /**
     * RING the target; JOIN: the caller goes to the room where it is; LOOK who is there, and how the target's leg stands; RETURN: the
     * caller comes back from there; DROP its leg.
     */
    public enum Act {
      RING,
      JOIN,
      LOOK,
      RETURN,
      DROP
    }
  }

  /**
   * Webhooks to Sessions on the owner's node: the carrier tells of the target of a warm transfer; answered with {@link TargetTold}.
   *
   * @param leg of the target; null: the news is not of its leg
   */
  record TargetNews(
      CallId call,
      int attempt,
      AttemptOutcome outcome,
      String reason,
      @Nullable String leg) implements BusMessage {}

  /**
   * Whether a target is waited for.
   *
   * @param wanted false: the call is over, or goes another way by now
   * @param whisper what the target is to hear before it decides; blank: nothing
   * @param language in which it is asked, BCP 47; null: English
   */
  record TargetTold(
      boolean wanted, String whisper, @Nullable String language) implements BusMessage {}

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
