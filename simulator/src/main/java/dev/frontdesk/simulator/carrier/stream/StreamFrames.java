package dev.frontdesk.simulator.carrier.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what the carrier sends on one stream; numbers are strings, as the carrier has them. */
final class StreamFrames {
  static final String CONNECTED =
      "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";
  private static final int MEDIA_CHARS = 420;

  private final StreamPlan plan;
  private final String middle;
  private final StringBuilder media = new StringBuilder(MEDIA_CHARS);
  private long sequence;
  private long chunk;

  StreamFrames(StreamPlan plan) {
    this.plan = plan;
    middle = "\",\"streamSid\":\"" + plan.streamSid()
        + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"";
  }

  String start() {
    ObjectNode event = event("start");
    ObjectNode start = event.putObject("start");
    start
        .put("streamSid", plan.streamSid())
        .put("accountSid", plan.accountSid())
        .put("callSid", plan.callSid());
    start.putArray("tracks").add("inbound");
    start
        .putObject("mediaFormat")
        .put("encoding", "audio/x-mulaw")
        .put("sampleRate", 8000)
        .put("channels", 1);
    ObjectNode parameters = start.putObject("customParameters");
    plan.parameters().forEach(parameters::put);
    return event.toString();
  }

  /** @param timestamp ms since the stream's start */
  String media(String payload, long timestamp) {
    media.setLength(0);
    return media
        .append("{\"event\":\"media\",\"sequenceNumber\":\"")
        .append(++sequence)
        .append(middle)
        .append(++chunk)
        .append("\",\"timestamp\":\"")
        .append(timestamp)
        .append("\",\"payload\":\"")
        .append(payload)
        .append("\"}}")
        .toString();
  }

  String dtmf(char digit) {
    ObjectNode event = event("dtmf");
    event.putObject("dtmf").put("track", "inbound_track").put("digit", String.valueOf(digit));
    return event.toString();
  }

  String mark(String name) {
    ObjectNode event = event("mark");
    event.putObject("mark").put("name", name);
    return event.toString();
  }

  String stop() {
    ObjectNode event = event("stop");
    event.putObject("stop").put("accountSid", plan.accountSid()).put("callSid", plan.callSid());
    return event.toString();
  }

  private ObjectNode event(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("event", name)
        .put("sequenceNumber", Long.toString(++sequence))
        .put("streamSid", plan.streamSid());
  }
}
