package dev.frontdesk.metrics;

import dev.frontdesk.aftercall.AfterCallCount;
import dev.frontdesk.journal.JournalHealth;
import dev.frontdesk.media.MediaCount;
import dev.frontdesk.notify.OutboxCount;
import dev.frontdesk.session.HeldCalls;
import dev.frontdesk.session.Lease;
import dev.frontdesk.takeover.ReaperCount;
import dev.frontdesk.takeover.TakeoverCount;
import dev.frontdesk.twilio.DoorCounts;
import dev.frontdesk.webhook.WebhookCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows what the verticles count of themselves. What is read here is read when somebody scrapes, from memory. */
public final class NodeMeters {
  private final MeterRegistry registry;

  public NodeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  public void calls(HeldCalls held) {
    gauge("frontdesk.calls.live", "Calls that this node drives now.", held, HeldCalls::count);
  }

  public void lease(Lease lease) {
    gauge(
        "frontdesk.lease.age.seconds",
        "Time since this node renewed its right to act; beyond its lease it lets its calls go.",
        lease,
        Lease::ageSeconds);
  }

  public void journal(JournalHealth journal) {
    gauge(
        "frontdesk.journal.lag.seconds",
        "Age of the oldest journal row that is not in the database; 0: none waits.",
        journal,
        JournalHealth::lagSeconds);
    gauge(
        "frontdesk.journal.spool.bytes",
        "What waits in the spool of this node.",
        journal,
        JournalHealth::spoolBytes);
    gauge(
        "frontdesk.journal.spool.limit.bytes",
        "Largest size of the spool.",
        journal,
        JournalHealth::spoolLimit);
    counter(
        "frontdesk.journal.rows",
        "Journal rows made durable, in the database or for the time being in the spool.",
        "to",
        "database",
        journal,
        JournalHealth::stored);
    counter(
        "frontdesk.journal.rows",
        "Journal rows made durable, in the database or for the time being in the spool.",
        "to",
        "spool",
        journal,
        JournalHealth::spooled);
  }

  public void takeovers(TakeoverCount takeovers) {
    FunctionCounter.builder("frontdesk.calls.taken.over", takeovers, TakeoverCount::taken)
        .description("Calls of lost nodes that this one took over.")
        .register(registry);
  }

  public void reaper(ReaperCount reaper) {
    for (ReaperCount.Action action : ReaperCount.Action.values()) {
      counter(
          "frontdesk.reaper.calls",
          "Calls that would have billed on with nobody to drive them, by what was done about it.",
          "action",
          Word.of(action),
          reaper,
          count -> count.of(action));
    }
  }

  public void webhooks(WebhookCounts webhooks) {
    for (WebhookCounts.End end : WebhookCounts.End.values()) {
      counter(
          "frontdesk.webhooks",
          "Deliveries by what became of them.",
          "end",
          Word.of(end),
          webhooks,
          counts -> counts.of(end));
    }
  }

  public void media(MediaCount media) {
    gauge(
        "frontdesk.media.streams.open",
        "Media streams that end at this node now.",
        media,
        MediaCount::open);
    for (MediaCount.Of of : MediaCount.Of.values()) {
      counter(
          "frontdesk.media",
          "What became of media streams and their frames: taken, refused, unattended, too big, lost, malformed, dropped, padded.",
          "of",
          Word.of(of),
          media,
          counts -> counts.of(of));
    }
  }

  public void twilio(DoorCounts requests) {
    for (DoorCounts.End end : DoorCounts.End.values()) {
      counter(
          "frontdesk.twilio.requests",
          "Requests of the carrier by what became of them.",
          "end",
          Word.of(end),
          requests,
          counts -> counts.of(end));
    }
  }

  public void outbox(OutboxCount outbox) {
    gauge(
        "frontdesk.outbox.under.way",
        "Deliveries to webhooks of businesses that this node is sending now.",
        outbox,
        OutboxCount::underWay);
    for (OutboxCount.Result result : OutboxCount.Result.values()) {
      counter(
          "frontdesk.outbox.attempts",
          "Attempts to deliver to webhooks of businesses; given-up ones are dead letters.",
          "result",
          Word.of(result),
          outbox,
          counts -> counts.of(result));
    }
  }

  public void afterCalls(AfterCallCount calls) {
    for (AfterCallCount.Result result : AfterCallCount.Result.values()) {
      counter(
          "frontdesk.calls.summed.up",
          "Ended calls that were summed up here, by a text model or by rules, or put off.",
          "result",
          Word.of(result),
          calls,
          counts -> counts.of(result));
    }
  }

  /** A figure that may fall. */
  public <T> void gauge(String name, String help, T of, ToDoubleFunction<T> figure) {
    Gauge.builder(name, of, figure).description(help).strongReference(true).register(registry);
  }

  /** A figure that only grows, for one value of a label. */
  public <T> void counter(
      String name, String help, String label, String value, T of, ToDoubleFunction<T> figure) {
    FunctionCounter.builder(name, of, figure)
        .description(help)
        .tag(label, value)
        .register(registry);
  }
}
