package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.frontdesk.simulator.carrier.line.Exchange;
import dev.frontdesk.simulator.carrier.line.Recording;
import io.vertx.core.buffer.Buffer;

/** Recordings: read, fetch the sound, delete. */
final class RecordingsApi {
  private static final String WAV = ".wav";

  private final Exchange exchange;

  RecordingsApi(Exchange exchange) {
    this.exchange = exchange;
  }

  RestReply answer(RestRequest request) {
    String last = request.path().get(request.path().size() - 1);
    boolean sound = last.endsWith(WAV);
    String sid = sound ? last.substring(0, last.length() - WAV.length()) : last;
    Recording recording = exchange.recordings().find(sid).orElse(null);
    if (recording == null || request.path().size() != 2) {
      return RestReply.notFound(request.uri());
    }
    if (request.method().equals("DELETE")) {
      exchange.recordings().delete(sid);
      return RestReply.DELETED;
    }
    if (sound) {
      return new RestReply(200, "audio/x-wav", Buffer.buffer(recording.wav()));
    }
    return RestReply.of(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("sid", sid)
            .put("account_sid", exchange.options().accountSid())
            .put("call_sid", recording.callSid())
            .put("duration", "" + recording.seconds())
            .put("channels", 1)
            .put("status", "completed"));
  }
}
