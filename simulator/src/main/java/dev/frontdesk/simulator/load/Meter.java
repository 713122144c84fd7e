package dev.frontdesk.simulator.load;

import dev.frontdesk.simulator.load.LoadReport.Counts;
import org.jspecify.annotations.Nullable;

/** Counts and measures one wave. */
final class Meter {
  final Samples ack = new Samples();
  final Samples accept = new Samples();
  final Samples attach = new Samples();
  final Samples greet = new Samples();
  final Samples setup = new Samples();
  final Samples tool = new Samples();
  final Samples late = new Samples();
  int webhooks;
  int acknowledged;
  int refused;
  int accepts;
  int rejects;
  int attaches;
  int reattaches;
  int greeted;
  int toolsAsked;
  int toolsAnswered;
  int refers;
  int hangups;
  int finished;
  int lost;
  int probes;
  int live;
  int peakLive;

  void rings() {
    webhooks++;
    peakLive = Math.max(peakLive, ++live);
  }

  void over() {
    finished++;
    live--;
  }

  LoadReport report(
      LoadOptions options, LoadReport.@Nullable Gateway gateway, double seconds, double cpuShare) {
    Counts counts = new Counts(
        webhooks,
        acknowledged,
        refused,
        accepts,
        rejects,
        attaches,
        reattaches,
        greeted,
        toolsAsked,
        toolsAnswered,
        refers,
        hangups,
        finished,
        lost,
        probes);
    return new LoadReport(
        options.calls(),
        options.rate(),
        options.hold().toMillis() / 1000.0,
        peakLive,
        counts,
        ack.percentiles(),
        accept.percentiles(),
        attach.percentiles(),
        greet.percentiles(),
        setup.percentiles(),
        tool.percentiles(),
        late.percentiles(),
        gateway,
        seconds,
        cpuShare);
  }
}
