package dev.frontdesk.session;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.CallControl;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Asks the carrier to take a call back or to end it. Where the sound passes through us the caller listens to silence meanwhile: if the carrier
 * does not do it soon, the stream is closed, and the carrier comes by itself to ask what follows.
 */
final class AskingCarrier {
  private static final List<Integer> PAUSES_MS = List.of(0, 300, 900);
  private static final long LONGEST_MS = 5_000;

  private final Vertx vertx;
  private final Sidebands sidebands;
  private final Sidebands.Target target;
  private final BiFunction<Endpoint, String, Future<Answer>> way;
  private final long begun = System.nanoTime();

  /** @param way one of {@link CallControl} */
  AskingCarrier(
      Vertx vertx,
      Sidebands sidebands,
      Sidebands.Target target,
      BiFunction<Endpoint, String, Future<Answer>> way) {
    this.vertx = vertx;
    this.sidebands = sidebands;
    this.target = target;
    this.way = way;
  }

  /** @return what the carrier made of it, whether or not the stream was closed; after 5 s TIMEOUT */
  Future<Answer> ask() {
    return sidebands.isBridged() ? bridged() : once();
  }

  private Future<Answer> once() {
    return way.apply(target.endpoint(), target.providerCall());
  }

  private Future<Answer> bridged() {
    return tried(0)
        .timeout(LONGEST_MS, TimeUnit.MILLISECONDS)
        .otherwise(cause -> new Answer(Answer.Kind.TIMEOUT, "no answer: " + cause.getMessage()))
        .onSuccess(answer -> {
          if (!answer.done()) {
            sidebands.cut(target);
          }
        });
  }

  private Future<Answer> tried(int before) {
    return once().compose(answer -> {
      int next = before + 1;
      if (!isPassing(answer.kind()) || next == PAUSES_MS.size() || isTooLate(next)) {
        return Future.succeededFuture(answer);
      }
      return vertx.timer(PAUSES_MS.get(next), TimeUnit.MILLISECONDS).compose(fired -> tried(next));
    });
  }

  /** What is asked for after the stream was closed would take the caller away from where the carrier went. */
  private boolean isTooLate(int next) {
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    return passed + PAUSES_MS.get(next) >= LONGEST_MS;
  }

  private static boolean isPassing(Answer.Kind kind) {
    return switch (kind) {
      case RATE_LIMITED, UNAVAILABLE, TIMEOUT -> true;
      case DONE, CALLER_GONE, ALREADY_DECIDED, UNAUTHORIZED, INVALID -> false;
    };
  }
}
