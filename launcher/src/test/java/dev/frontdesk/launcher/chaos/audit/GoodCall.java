package dev.frontdesk.launcher.chaos.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Counts;
import dev.frontdesk.simulator.report.CallReport.Timings;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.simulator.report.Trace.Item;
import dev.frontdesk.store.AttemptStore.Attempt;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.EvidenceStore.Evidence;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.MessageStore.Message;
import dev.frontdesk.store.UtteranceStore.Utterance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call that left a message, was taken over once, was transferred, and is written down as it was; to be spoilt in one place each. */
final class GoodCall {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final CallId ID = new CallId(UUID.randomUUID());
  private static final String BODY = "Call me.";

  String ended = "transferred";

  @Nullable
  String outcome = "handed-over";

  @Nullable
  Instant endedAt = at(9);

  long booked = 700;
  int accepts = 1;
  int greetings = 1;
  final List<String> violations = new ArrayList<>();
  final List<String> broken = new ArrayList<>();
  final List<String> refers = new ArrayList<>(List.of("tel:+421900000002"));
  final List<ToolCall> tools = new ArrayList<>(List.of(
      new ToolCall("take_message", "{\"message\":\"" + BODY + "\"}", "{\"status\":\"taken\"}", 1.0),
      new ToolCall("transfer_call", "{}", "{}", 1.0)));
  final List<Item> items = new ArrayList<>(List.of(
      new Item("a", Who.AGENT, "Hello.", at(1)),
      new Item("b", Who.CALLER, "A message, please.", at(2)),
      new Item("c", Who.AGENT, "Unseen.", at(5))));
  final List<Attachment> attachments = new ArrayList<>(List.of(
      new Attachment("one", at(1), at(4), at(1), at(3)),
      new Attachment("two", at(6), null, at(6), at(8))));
  final List<Utterance> utterances = new ArrayList<>(List.of(
      new Utterance("a", 1, "agent", "Hello.", "complete", at(1)),
      new Utterance("b", 2, "caller", "A message, please.", "complete", at(2))));
  final List<Message> messages = new ArrayList<>(List.of(message(BODY)));
  final List<Attempt> attempts = new ArrayList<>(
      List.of(new Attempt("1", "owner", "tel:+421900000002", at(7), at(8), "handed-over", "")));
  final List<JournalRow> facts = new ArrayList<>(List.of(
      fact(1, 1, "call.answered", 0, "{}"),
      fact(1, 2, "tool.answered", 3, "{\"tool\":\"call_1\"}"),
      fact(1, 3, "usage", 3, "{\"costMicros\":700}"),
      fact(2, 4, "note", 6, "{\"code\":\"gap\",\"detail\":\"%s/%s\"}".formatted(at(4), at(6))),
      fact(2, 7, "note", 5, "{\"code\":\"taken-over\",\"detail\":\"one\"}"),
      fact(2, 5, "note", 6, "{\"code\":\"resumed\",\"detail\":\"\"}"),
      fact(2, 6, "call.ended", 9, "{\"outcome\":\"caller-hung-up\"}")));

  static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  static JournalRow fact(int epoch, int seq, String kind, int seconds, String json) {
    return new JournalRow(ID, epoch, seq, at(seconds), kind, json);
  }

  static Message message(String body) {
    return new Message(UUID.randomUUID(), ID, "", "", null, false, body, at(3), null, null);
  }

  CallReport seen() {
    return new CallReport(
        "test",
        "rtc_1",
        200,
        true,
        0,
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        tools,
        refers,
        new Timings(null, null, null, null, null),
        new Counts(accepts, 0, 0, attachments.size(), 1, 0, greetings),
        new Trace(items, attachments, greetings),
        ended,
        List.of(),
        violations,
        broken);
  }

  Evidence written() {
    var usage = new CallRecord.Usage(0, 0, 0, 0, 0, 0, 0, booked);
    var call = new CallRecord(
        ID,
        new TenantId(UUID.randomUUID()),
        new EndpointId(UUID.randomUUID()),
        null,
        null,
        null,
        null,
        "rtc_1",
        null,
        null,
        null,
        "answer",
        List.of(),
        NOON,
        at(0),
        endedAt,
        outcome,
        "",
        usage);
    return new Evidence(call, facts, utterances, attempts, messages);
  }
}
