package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Counts;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.Timings;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace;
import dev.frontdesk.simulator.report.Trace.Item;
import dev.frontdesk.simulator.script.Script;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees everything in a call, tells the listener, and gives the report. */
final class Witness {
  private final CallListener live;
  private final List<Said> said = new ArrayList<>();
  private final List<ToolCall> toolCalls = new ArrayList<>();
  private final List<String> refers = new ArrayList<>();
  private final List<String> misbehaviour = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Attached> attached = new ArrayList<>();
  private final Stopwatch watch = new Stopwatch();
  private @Nullable JsonNode session;
  private int webhookStatus;
  private int rejectedWith;
  private int accepts;
  private int rejects;
  private int hangups;
  private int attaches;
  private int sidebands;
  private int probes;
  private int greetings;
  private boolean callerSpoke;
  private String ended = "";

  Witness(CallListener live) {
    this.live = live;
  }

  void announced() {
    watch.start();
  }

  void acknowledged(int status) {
    if (webhookStatus == 0) {
      webhookStatus = status;
      watch.acknowledged();
    }
  }

  void acceptAsked() {
    accepts++;
  }

  void accepted(JsonNode config) {
    session = config;
    watch.accepted();
    live.accepted(config);
  }

  void rejected(int status) {
    rejectedWith = status;
    live.rejected(status);
  }

  void rejectAsked() {
    rejects++;
  }

  /** @param open how many sidebands there are now */
  void attached(Attached sideband, int open) {
    attached.add(sideband);
    attaches++;
    sidebands = Math.max(sidebands, open);
    watch.attached();
    live.attached();
    live.attachedBy(sideband.bearer());
  }

  void probed() {
    probes++;
  }

  void responseAsked() {
    watch.greeted();
    if (!callerSpoke) {
      greetings++;
    }
  }

  void callerSaid(String item, String text) {
    callerSpoke = true;
    items.add(new Item(item, Who.CALLER, text, Instant.now()));
    said.add(new Said(Who.CALLER, text));
    live.callerSaid(text);
  }

  void agentSaid(String item, String text) {
    if (!text.isBlank()) {
      items.add(new Item(item, Who.AGENT, text.strip(), Instant.now()));
      said.add(new Said(Who.AGENT, text.strip()));
      live.agentSaid(text.strip());
    }
  }

  void toolAsked(String name, String arguments) {
    live.toolAsked(name, arguments);
  }

  void toolEnded(ToolCall call) {
    toolCalls.add(call);
    String output = call.output();
    if (output != null) {
      live.toolAnswered(call.name(), output);
    }
  }

  void referred(String target) {
    refers.add(target);
    live.referred(target);
  }

  void hungUp() {
    hangups++;
    live.hungUp();
  }

  void misbehaved(String what) {
    misbehaviour.add(what);
    live.misbehaved(what);
  }

  void violated(String what) {
    violations.add(what);
    live.violated(what);
  }

  void ended(String how) {
    ended = how;
    watch.stop();
    live.ended(how);
  }

  int greetings() {
    return greetings;
  }

  int probes() {
    return probes;
  }

  CallReport report(Script script, String callId, List<String> broken) {
    Timings timings = watch.timings();
    Counts counts = new Counts(accepts, rejects, hangups, attaches, sidebands, probes, greetings);
    return new CallReport(
        script.name(),
        callId,
        webhookStatus,
        session != null,
        rejectedWith,
        session,
        said,
        toolCalls,
        refers,
        timings,
        counts,
        new Trace(items, attached.stream().map(Attached::seen).toList(), greetings),
        ended,
        misbehaviour,
        violations,
        broken);
  }
}
