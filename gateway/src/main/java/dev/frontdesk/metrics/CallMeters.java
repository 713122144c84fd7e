package dev.frontdesk.metrics;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.takeover.TakeoverCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What the facts of calls come to. Reads what is written down anyway, so it can count nothing that the journal does not know. */
public final class CallMeters implements CallWatch {
  private final TakeoverCount takeovers;
  private final Counter attempted;
  private final Decisions decisions;
  private final ToolTimes tools;
  private final CounterOf<EndReason> ended;
  private final CounterOf<AttemptOutcome> transfers;
  private final CounterOf<Note> notes;
  private final Timer answer;
  private final Timer greeting;
  private final Timer turn;
  private final Timer takeover;

  public CallMeters(MeterRegistry registry, TakeoverCount takeovers) {
    this.takeovers = takeovers;
    attempted = Counter.builder("frontdesk.transfer.attempts")
        .description("Transfer attempts begun.")
        .register(registry);
    decisions = new Decisions(registry);
    tools = new ToolTimes(registry);
    ended = new CounterOf<>(
        registry,
        EndReason.class,
        "frontdesk.calls.ended",
        "outcome",
        "Calls that are over, by why.");
    transfers = new CounterOf<>(
        registry,
        AttemptOutcome.class,
        "frontdesk.transfer.reports",
        "outcome",
        "What was seen of transfer attempts; one may be taken first and confirmed later.");
    notes = new CounterOf<>(
        registry,
        Note.class,
        "frontdesk.call.notes",
        "note",
        "Things worth knowing that happened in calls.");
    answer = Buckets.timer(
        registry,
        "frontdesk.call.answer",
        "From the webhook until the provider took our accept.",
        Buckets.ANSWER);
    greeting = Buckets.timer(
        registry,
        "frontdesk.call.greeting",
        "From the webhook until the caller hears the receptionist.",
        Buckets.ANSWER);
    turn = Buckets.timer(
        registry,
        "frontdesk.call.turn",
        "From the caller's last word until the receptionist is heard.",
        Buckets.ANSWER);
    takeover = Buckets.timer(
        registry,
        "frontdesk.takeover.resume",
        "From the fence of a lost node's call until its sideband is attached here.",
        Buckets.TAKEOVER);
  }

  @Override
  public void told(Call call, Origin origin, Fact fact, Instant at) {
    if (fact instanceof Fact.Noted noted) {
      noted(call, noted);
    } else if (fact instanceof Fact.Milestone milestone) {
      reached(call, origin, milestone, at);
    } else if (fact instanceof Fact.ToolDone done) {
      tools.answered(done);
    } else if (fact instanceof Fact.Opened opened) {
      decisions.opened(call, opened);
    } else if (fact instanceof Fact.Waterfall steps) {
      record(answer, steps.receivedAt(), steps.acceptedAt());
    } else if (fact instanceof Fact.TransferAttempted) {
      attempted.increment();
    } else if (fact instanceof Fact.TransferSeen seen) {
      transfers.count(seen.outcome());
    } else if (fact instanceof Fact.Ended over) {
      ended.count(over.outcome());
      takeovers.forget(call.id());
    }
  }

  private void noted(Call call, Fact.Noted noted) {
    Note note = Note.of(noted.code());
    if (note != null) {
      notes.count(note);
    }
    if (note == Note.RESUMED) {
      takenUp(call);
    }
  }

  private void reached(Call call, Origin origin, Fact.Milestone milestone, Instant at) {
    switch (milestone.step()) {
      case "attached" -> takenUp(call);
      case "first-audio" -> record(greeting, origin.receivedAt(), at);
      case "turn" -> turn.record(Duration.ofMillis(milestone.millis()));
      default -> {} // steps in between: the journal has them
    }
  }

  private void takenUp(Call call) {
    takeovers.resumed(call.id()).ifPresent(takeover::record);
  }

  /** A clock that was set back between two nodes makes no negative time. */
  private static void record(Timer timer, Instant from, Instant to) {
    timer.record(from.isAfter(to) ? Duration.ZERO : Duration.between(from, to));
  }
}
