package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.call.Usage;
import dev.frontdesk.provider.Outages.Trouble;
import dev.frontdesk.provider.realtime.RealtimeState.Label;
import dev.frontdesk.provider.realtime.RealtimeState.Wanted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Responses from their creation to their sound's end; tools run only once a response is done and complete (openai.md 3.5). */
final class Responses {
  private static final int MOST_WANTED = 32;
  private static final int ASKED_KEPT = 64;

  private final Draft draft;
  private final Metering metering;
  private final Instant at;

  Responses(Draft draft, Metering metering, Instant at) {
    this.draft = draft;
    this.metering = metering;
    this.at = at;
  }

  void created(Fields response) {
    String id = response.text("id");
    if (!id.isEmpty()) {
      new Asking(draft).created(id, response.object("metadata").text(Asking.METADATA));
    }
  }

  void item(String response, Fields item) {
    if (item.text("type").equals("function_call") && !draft.isFinished(response)) {
      ToolCall call = call(item);
      boolean known = call.id().isEmpty()
          || draft.asked.contains(call.id())
          || draft.wanted.stream().anyMatch(each -> each.call().id().equals(call.id()));
      if (!known) {
        draft.wanted = Draft.appended(draft.wanted, new Wanted(response, call), MOST_WANTED);
      }
    }
  }

  void done(Fields response) {
    String id = response.text("id");
    if (id.isEmpty() || draft.isFinished(id)) {
      return;
    }
    String status = response.text("status");
    boolean complete = status.equals("completed");
    for (Fields item : response.objects("output")) {
      item(id, item);
    }
    draft.finish(id);
    draft.worked = complete;
    new Speech(draft, at).over(id, complete);
    Usage usage = metering.response(draft.model, response.object("usage"), at);
    if (usage != null) {
      draft.emit(new CallEvent.Consumed(at, usage));
    }
    tools(id, complete);
    if (status.equals("failed") || status.equals("incomplete")) {
      trouble(id, status, response.object("status_details"));
    }
    new Asking(draft).ended(id);
  }

  private void tools(String response, boolean complete) {
    for (Wanted each : draft.wanted) {
      if (complete && each.response().equals(response)) {
        ask(draft, each.call(), at);
      }
    }
    draft.wanted =
        draft.wanted.stream().filter(each -> !each.response().equals(response)).toList();
  }

  static void ask(Draft draft, ToolCall call, Instant at) {
    if (!draft.asked.contains(call.id())) {
      draft.asked = Draft.appended(draft.asked, call.id(), ASKED_KEPT);
    }
    draft.emit(new CallEvent.ToolRequested(at, call));
  }

  private void trouble(String response, String status, Fields details) {
    Fields error = details.object("error");
    boolean failed = status.equals("failed");
    if (failed) {
      boolean untold = error.text("code").isEmpty() && error.text("type").isEmpty();
      draft.trouble = untold ? Trouble.SERVER_ERROR : Failures.trouble(error);
    }
    String code = error.text("code").isEmpty() ? "response-" + status : error.text("code");
    String message =
        error.text("message").isEmpty() ? details.text("reason") : error.text("message");
    draft.emit(new CallEvent.ProviderFailed(
        at, Failures.code(code), Failures.message(message), failed ? response : null));
  }

  void audioStarted(String response) {
    draft.emit(new CallEvent.AgentAudioStarted(at, response, label(response)));
  }

  void audioEnded(String response, boolean cleared) {
    draft.emit(new CallEvent.AgentAudioEnded(at, response, label(response), cleared));
  }

  private @Nullable String label(String response) {
    for (Label each : draft.labels) {
      if (each.response().equals(response)) {
        return each.label();
      }
    }
    return null;
  }

  static ToolCall call(Fields item) {
    String arguments = Wire.clean(item.text("arguments"));
    return new ToolCall(
        Wire.clean(item.text("call_id")),
        Wire.clean(item.text("name")),
        arguments.length() <= ToolCall.LONGEST_ARGUMENTS
            ? arguments
            : Wire.clean(arguments.substring(0, ToolCall.LONGEST_ARGUMENTS)));
  }
}
