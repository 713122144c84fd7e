package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.store.CallStore.Owner;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends a command to whoever drives a call. While a call changes its node nobody does: then whoever its claim names next is asked, until
 * one answers or some seconds have passed. The command has an id, so whoever carries it out does so once, however often it is asked.
 */
final class Steering {
  /** That a frozen node is noticed takes 6 s at most, that its calls are driven elsewhere 3 s more. */
  static final Duration MOVED_WITHIN = Duration.ofSeconds(10);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

  private final Vertx vertx;
  private final Database database;
  private final Bus bus;

  Steering(Vertx vertx, Database database, Bus bus) {
    this.vertx = vertx;
    this.database = database;
    this.bus = bus;
  }

  /**
   * @param owner as the claim has it now
   * @return never {@link Outcome#UNKNOWN}; fails with NO_ANSWER if nobody said what became of it
   */
  Future<CommandDone> ask(Owner owner, CommandAsked asked) {
    return new Asking(asked, System.nanoTime() + MOVED_WITHIN.toNanos()).of(owner);
  }

  static Fault silent() {
    return Fault.later(
        Kind.NO_ANSWER,
        "no node answers for the call; it may be on its way to another: ask again",
        AGAIN_AFTER);
  }

  /** One command, until it is answered or its time is over. */
  private final class Asking {
    private final CommandAsked asked;
    private final long deadline;

    Asking(CommandAsked asked, long deadline) {
      this.asked = asked;
      this.deadline = deadline;
    }

    Future<CommandDone> of(Owner owner) {
      return owner.live()
          ? bus.ask(Address.COMMAND.on(owner.node()), asked, CommandDone.class, ANSWERED_WITHIN)
              .compose(done -> heard(owner, done), this::unheard)
          : Future.succeededFuture(new CommandDone(Outcome.ENDED, ""));
    }

    private Future<CommandDone> heard(Owner owner, CommandDone done) {
      return switch (done.outcome()) {
        case UNKNOWN -> again();
        case ENDED -> owner().compose(now -> ended(owner, now, done));
        case TRANSFERRING, HANGING_UP, SAYING, WHISPERED, REFUSED, IN_DOUBT ->
          Future.succeededFuture(done);
      };
    }

    /** To a node that lost the call it is over, too. */
    private Future<CommandDone> ended(Owner before, Owner now, CommandDone done) {
      boolean elsewhere = now.live() && !now.node().equals(before.node());
      return elsewhere ? of(now) : Future.succeededFuture(done);
    }

    private Future<CommandDone> unheard(Throwable cause) {
      return cause instanceof ReplyException reply
              && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE
          ? again()
          : Future.failedFuture(cause);
    }

    private Future<CommandDone> again() {
      return System.nanoTime() > deadline
          ? Future.failedFuture(silent())
          : vertx
              .timer(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)
              .compose(now -> owner())
              .compose(this::of);
    }

    private Future<Owner> owner() {
      return database
          .inTenant(asked.tenant(), stores -> stores.calls().owner(asked.call()))
          .map(found -> found.orElseThrow(Fault.missing("call")));
    }
  }
}
