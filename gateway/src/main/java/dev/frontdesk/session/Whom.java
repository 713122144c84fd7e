package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Match;
import java.util.List;
import java.util.stream.Collectors;

/** Whom an operator wants a call transferred to. The call itself decides whether it can be transferred just now. */
record Whom(LiveCall live) implements Match.Listener<CommandDone> {
  @Override
  public CommandDone found(Match.Found match) {
    int before = live.call().attempts();
    live.feed(new CallEvent.TransferAsked(live.now(), null, match.order(), live.callerWords()));
    boolean isLeftToTheHeir = live.frozen() != null;
    return isLeftToTheHeir || live.call().attempts() > before
        ? new CommandDone(Outcome.TRANSFERRING, "")
        : refused(
            live.call().phase() == Call.Phase.TRANSFERRING
                ? "a transfer is under way already"
                : "the call is about to end");
  }

  @Override
  public CommandDone closed(Match.Closed match) {
    return refused(match.target().key() + " takes no calls at this time");
  }

  @Override
  public CommandDone ambiguous(Match.Ambiguous match) {
    return refused("more than one fits: " + keys(match.open()));
  }

  @Override
  public CommandDone unknown(Match.Unknown match) {
    return refused(
        match.open().isEmpty()
            ? "nobody takes calls at this time"
            : "there is no such target; open are: " + keys(match.open()));
  }

  static CommandDone refused(String reason) {
    return new CommandDone(Outcome.REFUSED, reason);
  }

  private static String keys(List<TransferTarget> targets) {
    return targets.stream().map(TransferTarget::key).collect(Collectors.joining(", "));
  }
}
