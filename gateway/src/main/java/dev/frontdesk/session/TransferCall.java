package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Match;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;

/** Finds whom the caller means among the tenant's targets that are open now, and asks the call to transfer there. */
final class TransferCall implements Tool {
  private static final int LONGEST_DESTINATION = 200;
  private static final int LONGEST_SUMMARY = 300;

  private final Tools tools;

  TransferCall(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    String destination = arguments.text("destination", LONGEST_DESTINATION);
    return tools
        .whom(live, destination)
        .to(new Outcome(live, asked, arguments.text("summary", LONGEST_SUMMARY)));
  }

  private record Outcome(LiveCall live, ToolCall asked, String summary)
      implements Match.Listener<Future<CallEvent>> {
    @Override
    public Future<CallEvent> found(Match.Found match) {
      return Future.succeededFuture(new CallEvent.TransferAsked(
          live.now(), asked.id(), match.order(), summary.isBlank() ? live.callerWords() : summary));
    }

    @Override
    public Future<CallEvent> closed(Match.Closed match) {
      return Reply.refusal(
          live,
          asked,
          match.target().name() + " takes no calls at this time. Offer to take a message.");
    }

    @Override
    public Future<CallEvent> ambiguous(Match.Ambiguous match) {
      return Reply.refusal(
          live, asked, "More than one fits: " + names(match.open()) + ". Ask the caller which.");
    }

    @Override
    public Future<CallEvent> unknown(Match.Unknown match) {
      return Reply.refusal(
          live,
          asked,
          match.open().isEmpty()
              ? "Nobody can take calls now. Offer to take a message."
              : "There is no such destination. There are: " + names(match.open()) + ".");
    }

    private static String names(List<TransferTarget> targets) {
      return targets.stream()
          .map(target -> target.name() + " (" + target.key() + ")")
          .collect(Collectors.joining(", "));
    }
  }
}
