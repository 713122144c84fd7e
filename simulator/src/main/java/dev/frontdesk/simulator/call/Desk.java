package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.provider.Line.Verb;
import dev.frontdesk.simulator.provider.Reply;
import dev.frontdesk.simulator.script.CarrierAnswer;
import dev.frontdesk.simulator.script.Misbehaviour.Fault;
import dev.frontdesk.simulator.script.Misbehaviour.Rest;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the REST requests of one call: takes, declines, refers, hangs up, or fails as the script says. */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DECLINED = 603;
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final double MOVING_MS = 300;

  private final Scene scene;
  private final Director director;
  private final Ending ending;
  private final Rest rest;
  private final Map<Verb, Integer> failed = new EnumMap<>(Verb.class);
  private boolean accepted;

  Desk(Scene scene, Director director, Ending ending) {
    this.scene = scene;
    this.director = director;
    this.ending = ending;
    rest = scene.script.misbehaviour().rest();
  }

  boolean accepted() {
    return accepted;
  }

  Reply answer(Verb verb, Buffer body, boolean over) {
    if (verb == Verb.ACCEPT) {
      scene.witness.acceptAsked();
    } else if (verb == Verb.REJECT) {
      scene.witness.rejectAsked();
    } else if (verb == Verb.HANGUP) {
      scene.witness.hungUp();
    }
    if (over) {
      return Reply.GONE;
    }
    JsonNode json = parsed(body);
    if (json == null) {
      scene.witness.violated("the body of " + verb + " is not a JSON object");
      return Reply.error(400, "invalid_json", "The body is not a JSON object.");
    }
    int fault = fault(verb);
    if (fault > 0) {
      scene.witness.misbehaved(verb + " answered with " + fault);
      return Reply.failing(fault);
    }
    return switch (verb) {
      case ACCEPT -> accept(json);
      case REJECT -> reject(json);
      case REFER -> refer(json);
      case HANGUP -> hangup();
    };
  }

  private Reply accept(JsonNode config) {
    if (accepted) {
      return Reply.failing(409);
    }
    List<String> faults = SessionCheck.accept(config);
    faults.forEach(fault -> scene.witness.violated("accept: " + fault));
    if (!config.path("type").asText().equals("realtime") || !config.hasNonNull("model")) {
      return Reply.error(400, "invalid_request_error", "Invalid session: " + faults);
    }
    accepted = true;
    scene.session.update((ObjectNode) config);
    scene.tokens.read(config.path("instructions").asText() + config.path("tools"));
    scene.witness.accepted(config);
    return Reply.OK;
  }

  private Reply reject(JsonNode body) {
    if (accepted) {
      return Reply.failing(409);
    }
    int status = body.path("status_code").asInt(DECLINED);
    scene.witness.rejected(status);
    scene.clock.after(AT_ONCE, () -> ending.end("rejected " + status));
    return Reply.OK;
  }

  private Reply refer(JsonNode body) {
    if (!accepted) {
      return Reply.GONE;
    }
    String target = body.path("target_uri").asText();
    if (!target.startsWith("tel:") && !target.startsWith("sip:") && !target.startsWith("sips:")) {
      scene.witness.violated("refer to '" + target + "', which is neither tel: nor sip:");
      return Reply.error(400, "invalid_value", "Invalid target_uri.");
    }
    CarrierAnswer carrier = director.carrierAnswer();
    scene.witness.referred(target);
    if (!carrier.accepted()) {
      return Reply.failing(carrier.status());
    }
    switch (carrier.then()) {
      case MOVED -> scene.clock.afterSpeech(MOVING_MS, () -> ending.end("transferred"));
      case SOCKET_LOST -> scene.clock.afterSpeech(MOVING_MS, () -> ending.dropSocket(0, "", false));
      case SILENT -> scene.witness.misbehaved("a REFER that leads nowhere");
      case UNANSWERED -> {
        scene.witness.misbehaved("a REFER without an answer");
        return Reply.NEVER;
      }
    }
    return Reply.OK;
  }

  private Reply hangup() {
    if (!accepted) {
      return Reply.GONE;
    }
    scene.clock.after(AT_ONCE, () -> ending.end("agent-hung-up"));
    return Reply.OK;
  }

  /** @return the status with which this request is to fail, 0 for none */
  private int fault(Verb verb) {
    Fault fault = switch (verb) {
      case ACCEPT -> rest.accept();
      case REJECT -> rest.reject();
      case REFER -> rest.refer();
      case HANGUP -> rest.hangup();
    };
    boolean fails = fault != null && failed.merge(verb, 1, Integer::sum) <= fault.times();
    return fault != null && fails ? fault.status() : 0;
  }

  private static @Nullable JsonNode parsed(Buffer body) {
    try {
      JsonNode json = body.length() == 0 ? JSON.createObjectNode() : JSON.readTree(body.getBytes());
      return json.isObject() ? json : null;
    } catch (JsonProcessingException notJson) {
      return null;
    } catch (java.io.IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }
}
