package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next call while one event is being decided, and what is to be done; lives for one step. */
final class Draft {
  private final Call before;
  private final List<CallEffect> effects = new ArrayList<>();
  private int sequence;
  private @Nullable Map<TimerKind, Instant> timers;
  final Instant now;
  Phase phase;

  @Nullable
  Origin origin;

  @Nullable
  Plan plan;

  List<Turn> turns;
  List<PendingTool> tools;

  @Nullable
  Transfer transfer;

  int attempts;
  Sound sound;

  @Nullable
  Instant reached;

  boolean detached;

  @Nullable
  EndReason ending;

  @Nullable
  Absence absence;

  boolean emergency;

  Draft(Call call, Instant now) {
    this.before = call;
    this.now = now;
    this.sequence = call.sequence() + 1; // the event itself
    this.phase = call.phase();
    this.origin = call.origin();
    this.plan = call.plan();
    this.turns = call.turns();
    this.tools = call.tools();
    this.transfer = call.transfer();
    this.attempts = call.attempts();
    this.sound = call.sound();
    this.reached = call.reached();
    this.detached = call.detached();
    this.ending = call.ending();
    this.absence = call.absence();
    this.emergency = call.emergency();
  }

  /** Whether the receptionist talks with the caller, also while somebody is being rung for them. */
  boolean isAttended() {
    return phase == Phase.TALKING
        || (phase == Phase.TRANSFERRING && transfer != null && transfer.isWaiting());
  }

  void does(CallEffect effect) {
    effects.add(effect);
  }

  void tell(ModelCommand command) {
    effects.add(new CallEffect.Tell(command));
  }

  void journal(Fact fact) {
    effects.add(new CallEffect.Journal(++sequence, fact));
  }

  void note(String code, String detail) {
    journal(new Fact.Noted(code, detail));
  }

  /** A step towards the first sound, with the time since the step before it. */
  void step(String step) {
    journal(new Fact.Milestone(
        step, reached == null ? 0 : Duration.between(reached, now).toMillis()));
    reached = now;
  }

  void watch(TimerKind kind, Duration after) {
    running().put(kind, now.plus(after));
    effects.add(new CallEffect.SetTimer(kind, after));
  }

  void unwatch(TimerKind kind) {
    if (isWatched(kind)) {
      running().remove(kind);
      effects.add(new CallEffect.CancelTimer(kind));
    }
  }

  /** Running watches run on another node now, each to the moment it had; one that is overdue fires at once. */
  void watchOn() {
    for (Map.Entry<TimerKind, Instant> running : new EnumMap<>(running()).entrySet()) {
      Duration left = Duration.between(now, running.getValue());
      effects.add(
          new CallEffect.SetTimer(running.getKey(), left.isNegative() ? Duration.ZERO : left));
    }
  }

  /** Takes a fired watch off the list; false: it was stopped in the meantime. */
  boolean fired(TimerKind kind) {
    return isWatched(kind) && running().remove(kind) != null;
  }

  void unwatchAll() {
    for (TimerKind kind : TimerKind.values()) {
      unwatch(kind);
    }
  }

  Step done() {
    var call = new Call(
        before.form(),
        before.id(),
        before.epoch(),
        sequence,
        phase,
        origin,
        plan,
        before.model(),
        turns,
        tools,
        transfer,
        attempts,
        timers == null ? before.timers() : timers,
        sound,
        reached,
        detached,
        ending,
        absence,
        emergency);
    return new Step(call, effects);
  }

  boolean isWatched(TimerKind kind) {
    return (timers == null ? before.timers() : timers).containsKey(kind);
  }

  private Map<TimerKind, Instant> running() {
    if (timers == null) {
      timers = new EnumMap<>(TimerKind.class);
      timers.putAll(before.timers());
    }
    return timers;
  }
}
