package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Command;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.policy.Match;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what operators ask of the calls that are driven here. Who hears nothing asks again, perhaps of another node: a command that
 * twice is more than once has an effect row under its id, and whoever is asked for it here while it is under way, or soon after, hears
 * what became of it.
 */
final class Orders {
  private static final int REMEMBERED = 1_000;
  private static final Duration FORWARDED_WITHIN = Duration.ofSeconds(3);

  private final LiveCalls calls;
  private final Tools tools;
  private final Effects effects;
  private final Map<UUID, Future<CommandDone>> lately = new Newest();

  Orders(LiveCalls calls, Tools tools, Effects effects) {
    this.calls = calls;
    this.tools = tools;
    this.effects = effects;
  }

  /** Asks the node that the call was given to; what is not known there, nobody knows here. */
  static Future<CommandDone> forward(Bus bus, NodeId heir, CommandAsked asked) {
    return bus.ask(Address.COMMAND.on(heir), asked, CommandDone.class, FORWARDED_WITHIN)
        .recover(cause -> cause instanceof ReplyException && asked.id() != null
            ? Future.succeededFuture(unknown("the call was moved and its node does not answer"))
            : Future.failedFuture(cause));
  }

  Future<CommandDone> carryOut(CommandAsked asked) {
    UUID id = asked.id();
    if (id == null) {
      return begin(asked);
    }
    Future<CommandDone> before = lately.get(id);
    if (before != null) {
      return before;
    }
    Future<CommandDone> done = begin(asked);
    lately.put(id, done);
    done.onComplete(what -> {
      if (what.failed() || what.result().outcome() == Outcome.UNKNOWN) {
        lately.remove(id, done);
      }
    });
    return done;
  }

  private Future<CommandDone> begin(CommandAsked asked) {
    Optional<LiveCall> live = calls.find(asked.call()).filter(LiveCall::isHeld);
    if (live.isEmpty()) {
      return Future.succeededFuture(unknown("the call is being taken up again"));
    }
    Call call = live.get().call();
    if (call.plan() == null || !call.plan().tenant().equals(asked.tenant())) {
      return Future.succeededFuture(unknown(""));
    }
    return switch (call.phase()) {
      case OFFERED, CONNECTING -> told(Whom.refused("the caller is not connected yet"));
      case TALKING, TRANSFERRING, CLOSING -> connected(live.get(), asked);
      case HANGING_UP, ENDED -> told(new CommandDone(Outcome.ENDED, ""));
    };
  }

  /** A hang-up has an effect row of its own. */
  private Future<CommandDone> connected(LiveCall live, CommandAsked asked) {
    return switch (asked.kind()) {
      case TRANSFER -> transfer(live, asked);
      case HANG_UP -> told(fed(live, Command.HANG_UP, asked.text(), Outcome.HANGING_UP));
      case SAY -> once(live, asked, () -> fed(live, Command.SAY, asked.text(), Outcome.SAYING));
      case WHISPER ->
        once(live, asked, () -> fed(live, Command.WHISPER, asked.text(), Outcome.WHISPERED));
    };
  }

  private Future<CommandDone> transfer(LiveCall live, CommandAsked asked) {
    Match match = tools.whom(live, Objects.requireNonNullElse(asked.target(), ""));
    return match instanceof Match.Found
        ? once(live, asked, () -> match.to(new Whom(live)))
        : told(match.to(new Whom(live)));
  }

  private Future<CommandDone> once(
      LiveCall live, CommandAsked asked, Supplier<CommandDone> carriedOut) {
    UUID id = asked.id();
    if (id == null) {
      return told(carriedOut.get());
    }
    var row = new CommandRow(effects, live.call(), id);
    return row.claim().map(verdict -> switch (verdict.verdict()) {
      case GRANTED -> isDriven(live) ? row.ended(permitted(live, carriedOut)) : CommandRow.IN_DOUBT;
      case DONE -> CommandRow.before(verdict.result());
      case STALE -> unknown("another node owns the call");
    });
  }

  /** It may have been let go while the database was asked. */
  private boolean isDriven(LiveCall live) {
    return live.isHeld() && calls.find(live.call().id()).filter(live::equals).isPresent();
  }

  private static CommandDone permitted(LiveCall live, Supplier<CommandDone> carriedOut) {
    return live.call().isConnected() ? carriedOut.get() : new CommandDone(Outcome.ENDED, "");
  }

  private static CommandDone fed(
      LiveCall live, Command command, @Nullable String text, Outcome outcome) {
    live.feed(new CallEvent.Commanded(live.now(), command, Objects.requireNonNullElse(text, "")));
    return new CommandDone(outcome, "");
  }

  private static Future<CommandDone> told(CommandDone done) {
    return Future.succeededFuture(done);
  }

  private static CommandDone unknown(String reason) {
    return new CommandDone(Outcome.UNKNOWN, reason);
  }

  private static final class Newest extends LinkedHashMap<UUID, Future<CommandDone>> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Future<CommandDone>> eldest) {
      return size() > REMEMBERED;
    }
  }
}
