package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.ToolNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What the model asks for: run once, answered once, and the model goes on when nothing is open. */
final class ToolRequests {
  private final Draft draft;
  private final Ending ending;
  private final Transferring transferring;

  ToolRequests(Draft draft, Ending ending, Transferring transferring) {
    this.draft = draft;
    this.ending = ending;
    this.transferring = transferring;
  }

  void requested(CallEvent.ToolRequested event) {
    ToolCall asked = event.call();
    boolean known = draft.tools.stream().anyMatch(tool -> tool.call().id().equals(asked.id()));
    if (known || draft.phase == Phase.ENDED || draft.phase == Phase.HANGING_UP) {
      return;
    }
    draft.journal(new Fact.ToolAsked(asked));
    if (asked.name().equals(ToolNames.END_CALL)) {
      endAsked(asked);
    } else if (asked.name().equals(ToolNames.TRANSFER_CALL) && draft.phase != Phase.TALKING) {
      answer(
          asked,
          draft.now,
          "{\"status\":\"refused\",\"reason\":\"A transfer or the end of the call is under way already.\"}");
    } else {
      run(asked);
    }
  }

  void answered(CallEvent.ToolAnswered event) {
    PendingTool pending = take(event.tool());
    if (pending == null) {
      return;
    }
    answer(pending.call(), pending.since(), event.output());
    new Filling(draft).answered();
    if (draft.tools.isEmpty() && draft.isAttended()) {
      draft.tell(new ModelCommand.Continue());
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    }
  }

  void transferAsked(CallEvent.TransferAsked event) {
    PendingTool pending = event.tool() == null ? null : take(event.tool());
    boolean possible = draft.phase == Phase.TALKING && !event.targets().isEmpty();
    if (pending != null) {
      String output = possible
          ? "{\"status\":\"transferring\"}"
          : "{\"status\":\"refused\",\"reason\":\"The call cannot be transferred just now.\"}";
      answer(pending.call(), pending.since(), output);
      new Filling(draft).answered();
    }
    if (possible) {
      if (event.tool() == null) {
        draft.note("operator", "TRANSFER");
      }
      transferring.begin(event.tool(), event.targets(), draft.attempts + 1, event.summary());
    }
  }

  private void run(ToolCall asked) {
    var tools = new ArrayList<>(draft.tools);
    tools.add(new PendingTool(asked, draft.now));
    draft.tools = tools;
    draft.unwatch(TimerKind.STALL);
    draft.unwatch(TimerKind.SILENCE);
    draft.does(new CallEffect.RunTool(asked));
    new Filling(draft).begin(asked);
  }

  /** The model has said goodbye already if it has spoken since the caller last did; else we say one. */
  private void endAsked(ToolCall asked) {
    answer(asked, draft.now, "{\"status\":\"ending\"}");
    if (draft.isAttended()) {
      boolean spoken = draft.sound.heard() && draft.sound.callerStopped() == null;
      ending.politely(EndReason.AGENT_HUNG_UP, spoken ? "" : "Thank you for calling. Goodbye!");
      if (spoken && draft.sound.playing() == null) {
        ending.goodbyeHeard();
      }
    }
  }

  private void answer(ToolCall asked, Instant since, String output) {
    draft.journal(new Fact.ToolDone(
        asked.id(), asked.name(), output, Duration.between(since, draft.now).toMillis()));
    draft.tell(new ModelCommand.AnswerTool(asked.id(), output));
  }

  private @Nullable PendingTool take(String id) {
    for (PendingTool tool : draft.tools) {
      if (tool.call().id().equals(id)) {
        var rest = new ArrayList<>(draft.tools);
        rest.remove(tool);
        draft.tools = rest;
        return tool;
      }
    }
    return null;
  }
}
