package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.CallControl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Accept, reject, refer and hang up by REST (openai.md 2). Each has its own way to try again: accept within the ringing budget,
 * hang-up until it is done, refer hardly ever, since a second REFER could ring the target twice.
 */
public final class CallsApi implements CallControl {
  /** One try of anything but accept. */
  private static final Duration TRY = Duration.ofSeconds(10);

  /** The session may not be known everywhere yet. */
  private static final long GONE_AGAIN_MS = 250;

  private static final long BACK_OFF_MS = 200;
  private static final Duration QUICK = Duration.ofSeconds(1);
  private static final Duration HANG_UP_BUDGET = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final CallRequests requests;

  public CallsApi(Vertx vertx) {
    this(
        vertx,
        vertx.createHttpClient(
            options(), new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(1_000)));
  }

  CallsApi(Vertx vertx, HttpClient client) {
    this.vertx = vertx;
    this.requests = new CallRequests(vertx, client);
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions().setKeepAlive(true).setKeepAliveTimeout(60).setTcpNoDelay(true);
  }

  @Override
  public Future<Answer> accept(
      Endpoint endpoint, String providerCall, Buffer session, Duration budget) {
    return new Attempt(endpoint, providerCall, "accept", session, budget)
        .run(reply -> reply.status() == 404
            || reply.status() == 429
            || reply.status() == 0
            || reply.isTransient());
  }

  @Override
  public Future<Answer> reject(Endpoint endpoint, String providerCall, int sipCode) {
    var body = Buffer.buffer("{\"status_code\":" + sipCode + "}");
    return new Attempt(endpoint, providerCall, "reject", body, TRY).run(Reply::isTransient);
  }

  @Override
  public Future<Answer> refer(Endpoint endpoint, String providerCall, String targetUri) {
    var body = Buffer.buffer(Wire.text(128, json -> {
      json.writeStartObject();
      json.writeStringField("target_uri", targetUri);
      json.writeEndObject();
    }));
    return new Attempt(endpoint, providerCall, "refer", body, TRY.multipliedBy(2))
        .run(reply -> reply.status() == 500 || (reply.status() == 0 && !reply.sent()));
  }

  @Override
  public Future<Answer> hangUp(Endpoint endpoint, String providerCall) {
    return new Attempt(endpoint, providerCall, "hangup", null, HANG_UP_BUDGET, 6)
        .run(reply -> reply.isTransient() || reply.status() == 429 || reply.status() == 0)
        .map(answer -> answer.kind() == Answer.Kind.CALLER_GONE ? Answer.DONE : answer);
  }

  /** The tries of one request. */
  private final class Attempt {
    private final Endpoint endpoint;
    private final String providerCall;
    private final String action;
    private final @Nullable Buffer body;
    private final long deadline;
    private final int most;
    private int tries;
    private boolean unanswered;

    Attempt(
        Endpoint endpoint,
        String providerCall,
        String action,
        @Nullable Buffer body,
        Duration budget) {
      this(endpoint, providerCall, action, body, budget, 2);
    }

    Attempt(
        Endpoint endpoint,
        String providerCall,
        String action,
        @Nullable Buffer body,
        Duration budget,
        int most) {
      this.endpoint = endpoint;
      this.providerCall = providerCall;
      this.action = action;
      this.body = body;
      this.deadline = System.nanoTime() + budget.toNanos();
      this.most = most;
    }

    Future<Answer> run(Predicate<Reply> worthAgain) {
      tries++;
      Duration left = left();
      Duration longest = left.compareTo(TRY) < 0 ? left : TRY;
      return requests.post(endpoint, providerCall, action, body, longest).compose(reply -> {
        Duration pause = pause(reply);
        boolean again = tries < most && worthAgain.test(reply) && pause.compareTo(left()) < 0;
        unanswered |= reply.status() == 0 && reply.sent();
        return again
            ? vertx
                .timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)
                .compose(fired -> run(worthAgain))
            : Future.succeededFuture(verdict(reply));
      });
    }

    /** After a try that may have arrived, "already decided" means that it did. */
    private Answer verdict(Reply reply) {
      return unanswered && reply.status() == 409 ? Answer.DONE : reply.answer();
    }

    /** A wait that is asked for and longer than the caller would stand ends the tries: the carrier may overflow. */
    private Duration pause(Reply reply) {
      if (reply.status() == 404) {
        return Duration.ofMillis(GONE_AGAIN_MS);
      }
      Duration asked = reply.retryAfter();
      if (asked != null) {
        return asked.compareTo(QUICK) <= 0 || most > 2 ? asked : left();
      }
      return Duration.ofMillis(BACK_OFF_MS << Math.min(tries - 1, 5));
    }

    private Duration left() {
      return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }
  }
}
