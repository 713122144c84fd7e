package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Decides one call. Pure: no clock, no randomness, no I/O, so one journal always gives one outcome. */
public final class CallMachine implements CallEvent.Listener<Step> {
  private static final Duration DEAD_AIR = Duration.ofSeconds(20);
  private static final Duration WRAP_UP_BEFORE_END = Duration.ofMinutes(2);

  private final Call call;
  private final Draft draft;
  private final Ending ending;
  private final Transferring transferring;
  private final ToolRequests tools;

  private CallMachine(Call call, Instant now) {
    this.call = call;
    this.draft = new Draft(call, now);
    this.ending = new Ending(draft);
    this.transferring = new Transferring(draft);
    this.tools = new ToolRequests(draft, ending, transferring);
  }

  /** What {@code call} becomes and what is to be done, now that {@code event} happened. Never fails, whatever comes when. */
  public static Step step(Call call, CallEvent event) {
    return event.to(new CallMachine(call, event.at()));
  }

  @Override
  public Step offered(CallEvent.Offered event) {
    if (draft.origin == null) {
      draft.origin = event.origin();
    }
    return draft.done();
  }

  @Override
  public Step accepted(CallEvent.Accepted event) {
    Origin origin = draft.origin;
    if (draft.phase != Phase.OFFERED || origin == null) {
      return draft.done();
    }
    Plan plan = event.plan();
    draft.phase = Phase.CONNECTING;
    draft.plan = plan;
    draft.reached = event.at();
    if (!event.forward().isEmpty()) {
      draft.transfer = new Transfer(
          1,
          Stage.ANNOUNCING,
          event.forward(),
          null,
          event.at(),
          event.about(),
          origin.movedFrom() == null);
    }
    draft.journal(Opening.of(origin, plan, event.decision(), event.reasons()));
    draft.journal(new Fact.Answered());
    draft.journal(new Fact.Waterfall(
        origin.receivedAt(),
        origin.verifiedAt(),
        origin.claimedAt(),
        event.plannedAt(),
        event.acceptSentAt(),
        event.at()));
    draft.watch(TimerKind.LONGEST_CALL, plan.longestCall());
    if (plan.longestCall().compareTo(WRAP_UP_BEFORE_END.multipliedBy(2)) > 0) {
      draft.watch(TimerKind.WRAP_UP, plan.longestCall().minus(WRAP_UP_BEFORE_END));
    }
    draft.does(new CallEffect.Attach());
    return draft.done();
  }

  @Override
  public Step declined(CallEvent.Declined event) {
    Origin origin = draft.origin;
    if (draft.phase == Phase.OFFERED && origin != null) {
      draft.plan = event.plan();
      draft.journal(Opening.declined(origin, event));
      ending.over(event.reason(), "");
    }
    return draft.done();
  }

  @Override
  public Step attached(CallEvent.Attached event) {
    draft.detached = false;
    if (draft.phase == Phase.CONNECTING && draft.plan != null) {
      connected(draft.plan);
    } else if (event.resumed()) {
      draft.note("resumed", "");
      new LookingBack(draft).begin();
    }
    return draft.done();
  }

  /** For the first time, even if it was tried before. */
  private void connected(Plan plan) {
    new LookingBack(draft).over();
    draft.step("attached");
    if (plan.onlyAnnounced()) {
      ending.announce(plan.greeting());
      return;
    }
    if (draft.transfer != null) {
      transferring.forward(draft.transfer);
    } else {
      draft.phase = Phase.TALKING;
      draft.tell(ModelCommand.Greet.as(plan));
      draft.step("greeting-asked");
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    }
    draft.watch(TimerKind.DEAD_AIR, DEAD_AIR);
  }

  @Override
  public Step renewed(CallEvent.Renewed event) {
    draft.detached = false;
    if (draft.phase == Phase.CONNECTING && draft.plan != null) {
      connected(draft.plan);
    } else {
      draft.note("resumed", "");
      new LookingBack(draft).renewed();
    }
    return draft.done();
  }

  @Override
  public Step lookedBack(CallEvent.LookedBack event) {
    new LookingBack(draft).told(event);
    return draft.done();
  }

  @Override
  public Step itemPlaced(CallEvent.ItemPlaced event) {
    new Conversation(draft).place(event.item(), event.previous(), event.side());
    return draft.done();
  }

  @Override
  public Step callerSaid(CallEvent.CallerSaid event) {
    new Conversation(draft).callerSaid(event);
    new Emergencies(draft, ending, transferring).heard(event);
    return draft.done();
  }

  @Override
  public Step agentSaid(CallEvent.AgentSaid event) {
    new Conversation(draft).agentSaid(event);
    return draft.done();
  }

  @Override
  public Step callerSpeechStarted(CallEvent.CallerSpeechStarted event) {
    if (draft.phase == Phase.ENDED) {
      return draft.done();
    }
    draft.unwatch(TimerKind.DEAD_AIR);
    draft.unwatch(TimerKind.SILENCE);
    draft.unwatch(TimerKind.STALL);
    draft.unwatch(TimerKind.FILLER);
    draft.unwatch(TimerKind.HOLDING);
    if (draft.sound.playing() != null) {
      draft.note("barge-in", "");
      if (draft.plan != null && draft.plan.capabilities().clearsPlayback()) {
        draft.tell(new ModelCommand.Hush());
      }
    }
    draft.sound = draft.sound.callerSpeaks();
    if (announcing()) {
      transferring.spokenInto();
    } else if (draft.phase == Phase.CLOSING && draft.ending == EndReason.AGENT_HUNG_UP) {
      ending.reconsider();
    }
    return draft.done();
  }

  @Override
  public Step callerSpeechStopped(CallEvent.CallerSpeechStopped event) {
    if (draft.phase == Phase.TALKING) {
      draft.sound = draft.sound.callerStops(event.at());
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    } else if (draft.isAttended()) {
      new WarmTransfer(draft).silent();
    }
    return draft.done();
  }

  @Override
  public Step agentAudioStarted(CallEvent.AgentAudioStarted event) {
    if (draft.phase == Phase.ENDED) {
      return draft.done();
    }
    draft.unwatch(TimerKind.STALL);
    draft.unwatch(TimerKind.DEAD_AIR);
    draft.unwatch(TimerKind.SILENCE);
    draft.unwatch(TimerKind.HOLDING);
    Instant stopped = draft.sound.callerStopped();
    if (!draft.sound.heard()) {
      draft.step("first-audio");
      draft.reached = null;
    } else if (stopped != null) {
      draft.journal(
          new Fact.Milestone("turn", Duration.between(stopped, event.at()).toMillis()));
    }
    draft.sound = draft.sound.started(event.response());
    return draft.done();
  }

  @Override
  public Step agentAudioEnded(CallEvent.AgentAudioEnded event) {
    draft.sound = draft.sound.ended();
    Transfer transfer = draft.transfer;
    if (announcing()
        && transfer != null
        && Transferring.label(transfer.attempt()).equals(event.label())) {
      transferring.announced();
    } else if (draft.phase == Phase.CLOSING) {
      ending.goodbyeHeard();
    } else if (draft.phase == Phase.TRANSFERRING && draft.isAttended()) {
      new WarmTransfer(draft).silent();
    } else if (draft.phase == Phase.TALKING && draft.plan != null) {
      draft.watch(TimerKind.SILENCE, draft.plan.longestSilence());
    }
    return draft.done();
  }

  @Override
  public Step toolRequested(CallEvent.ToolRequested event) {
    tools.requested(event);
    return draft.done();
  }

  @Override
  public Step toolAnswered(CallEvent.ToolAnswered event) {
    tools.answered(event);
    return draft.done();
  }

  @Override
  public Step transferAsked(CallEvent.TransferAsked event) {
    tools.transferAsked(event);
    return draft.done();
  }

  @Override
  public Step attemptReported(CallEvent.AttemptReported event) {
    if (draft.phase != Phase.ENDED) {
      transferring.reported(event);
    } else if (isNewsAfterTheEnd(event.outcome())) {
      draft.journal(new Fact.TransferSeen(event.attempt(), event.outcome(), event.reason()));
    }
    return draft.done();
  }

  /** The carrier's news overtake each other: caller and target who are together were seen ringing, answering and entering before. */
  private boolean isNewsAfterTheEnd(AttemptOutcome outcome) {
    return switch (outcome) {
      case UNKNOWN -> false;
      case TAKEN, ANSWERED, ACCEPTED, ENTERED -> draft.ending != EndReason.TRANSFERRED;
      default -> true;
    };
  }

  @Override
  public Step serverTool(CallEvent.ServerTool event) {
    if (draft.phase != Phase.ENDED) {
      String code = "mcp-" + event.stage().name().toLowerCase(Locale.ROOT);
      draft.note(code, event.tool().isEmpty() ? event.item() : event.tool());
    }
    return draft.done();
  }

  @Override
  public Step dtmf(CallEvent.Dtmf event) {
    if (draft.phase != Phase.ENDED) {
      draft.note("dtmf", event.key());
      draft.tell(new ModelCommand.Note("The caller pressed the key " + event.key() + "."));
    }
    return draft.done();
  }

  @Override
  public Step consumed(CallEvent.Consumed event) {
    draft.journal(Fact.Used.of(event.usage()));
    return draft.done();
  }

  @Override
  public Step timerFired(CallEvent.TimerFired event) {
    if (draft.fired(event.kind())) {
      new Watches(draft, ending, transferring).fired(event.kind());
    }
    return draft.done();
  }

  @Override
  public Step commanded(CallEvent.Commanded event) {
    boolean connected = draft.phase == Phase.TALKING
        || draft.phase == Phase.TRANSFERRING
        || draft.phase == Phase.CLOSING;
    if (connected) {
      draft.note("operator", event.command().name());
      switch (event.command()) {
        case HANG_UP -> ending.hangUp(EndReason.OPERATOR_HUNG_UP);
        case SAY -> draft.tell(new ModelCommand.Say("operator-" + call.sequence(), event.text()));
        case WHISPER -> draft.tell(new ModelCommand.Note(event.text()));
      }
    }
    return draft.done();
  }

  @Override
  public Step providerFailed(CallEvent.ProviderFailed event) {
    draft.note("provider-error", event.code() + ": " + event.message());
    if (event.response() != null) {
      new Watches(draft, ending, transferring).failed(event.response());
    }
    return draft.done();
  }

  @Override
  public Step detached(CallEvent.Detached event) {
    if (draft.phase == Phase.HANGING_UP) {
      ending.gone();
    } else if (joining()) {
      new WarmTransfer(draft).callerLeaves();
    } else if (draft.phase != Phase.ENDED && !draft.detached) {
      draft.detached = true;
      draft.note("detached", Integer.toString(event.code()));
      boolean missed = event.seen() != null;
      new LookingBack(draft).unseen(missed ? event.seen() : event.at(), missed);
      draft.sound = draft.sound.ended();
      draft.does(new CallEffect.Probe());
    }
    return draft.done();
  }

  @Override
  public Step probed(CallEvent.Probed event) {
    if (draft.phase == Phase.ENDED) {
      return draft.done();
    }
    if (joining()) {
      new WarmTransfer(draft).callerUnseen();
      return draft.done();
    }
    switch (event.result()) {
      case ALIVE -> draft.note("probed-alive", "");
      case GONE -> ending.gone();
      case UNREACHABLE -> ending.hangUp(EndReason.PROVIDER_LOST);
    }
    return draft.done();
  }

  @Override
  public Step hungUp(CallEvent.HungUp event) {
    if (draft.phase == Phase.HANGING_UP && draft.ending != null) {
      ending.over(draft.ending, event.trouble());
    }
    return draft.done();
  }

  @Override
  public Step takenOver(CallEvent.TakenOver event) {
    new TakingOver(draft, ending).takenOver(event);
    return draft.done();
  }

  @Override
  public Step handedOver(CallEvent.HandedOver event) {
    new TakingOver(draft, ending).handedOver(event);
    return draft.done();
  }

  private boolean joining() {
    return draft.phase == Phase.TRANSFERRING
        && draft.transfer != null
        && draft.transfer.isJoining();
  }

  private boolean announcing() {
    return draft.phase == Phase.TRANSFERRING
        && draft.transfer != null
        && draft.transfer.stage() == Stage.ANNOUNCING;
  }
}
