package dev.frontdesk.media;

import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.twilio.BoundStream;
import dev.frontdesk.twilio.StreamTokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the carrier's media streams come in: {@code /twilio/media/{token}}, once for each token. */
public final class MediaDoor {
  public static final String PATH = "/twilio/media/";
  private static final Logger LOG = LoggerFactory.getLogger(MediaDoor.class);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final long REDEEMED_WITHIN_MS = 3_000;
  private static final int REDEEMED_TRIES = 6;
  private static final long REDEEMED_AGAIN_AFTER_MS = 500;

  /** Between the handshake and the {@code start}. */
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

  /** Whether a handshake was signed by the carrier (twilio.md 3.4). */
  @FunctionalInterface
  public interface Handshake {
    /** @param path with query, as it came */
    boolean genuine(BoundStream bound, String path, String signature);
  }

  private final StreamTokens tokens;
  private final Handshake handshake;
  private final Streams streams;
  private final MediaCount counts;
  private final InstantSource clock;
  private final Duration startsWithin;

  public MediaDoor(
      StreamTokens tokens,
      Handshake handshake,
      Streams streams,
      MediaCount counts,
      InstantSource clock) {
    this(tokens, handshake, streams, counts, clock, STARTS_WITHIN);
  }

  MediaDoor(
      StreamTokens tokens,
      Handshake handshake,
      Streams streams,
      MediaCount counts,
      InstantSource clock,
      Duration startsWithin) {
    this.tokens = tokens;
    this.handshake = handshake;
    this.streams = streams;
    this.counts = counts;
    this.clock = clock;
    this.startsWithin = startsWithin;
  }

  /**
   * Stands before all other routes: a socket that passed a router is wrapped, and has no short way for sound.
   *
   * @param others get what is no media stream
   */
  public Handler<HttpServerRequest> before(Vertx vertx, Handler<HttpServerRequest> others) {
    return request -> {
      String path = request.path();
      if (path != null && path.startsWith(PATH)) {
        enter(vertx, request, path.substring(PATH.length()));
      } else {
        others.handle(request);
      }
    };
  }

  private void enter(Vertx vertx, HttpServerRequest request, String token) {
    if (!HttpMethod.GET.equals(request.method())
        || !TOKEN.matcher(token).matches()
        || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      refuse(request, Of.UNKNOWN_TOKEN, 404);
      return;
    }
    request.pause();
    Context own = vertx.getOrCreateContext();
    redeemed(vertx, token, REDEEMED_TRIES)
        .timeout(REDEEMED_WITHIN_MS, TimeUnit.MILLISECONDS)
        .onSuccess(bound -> own.runOnContext(now -> redeemed(vertx, request, bound)))
        .onFailure(cause -> {
          LOG.atError().setCause(cause).log("a media stream's token could not be redeemed");
          own.runOnContext(now -> refuse(request, Of.TOKENS_UNAVAILABLE, 503));
        });
  }

  /** A database that is just being restarted is asked again: the carrier opens a stream once. */
  private Future<Optional<BoundStream>> redeemed(Vertx vertx, String token, int tries) {
    Future<Optional<BoundStream>> redeemed = tokens.redeem(token, clock.instant());
    return tries == 1
        ? redeemed
        : redeemed.recover(cause -> vertx
            .timer(REDEEMED_AGAIN_AFTER_MS, TimeUnit.MILLISECONDS)
            .compose(waited -> redeemed(vertx, token, tries - 1)));
  }

  private void redeemed(Vertx vertx, HttpServerRequest request, Optional<BoundStream> bound) {
    if (bound.isEmpty()) {
      refuse(request, Of.UNKNOWN_TOKEN, 404);
    } else if (!genuine(bound.get(), request)) {
      refuse(request, Of.BAD_SIGNATURE, 403);
    } else {
      request
          .toWebSocket()
          .onSuccess(socket -> open(vertx, bound.get(), socket))
          .onFailure(cause -> LOG.atWarn().setCause(cause).log("a media stream was not opened"));
    }
  }

  /** The token alone is proof enough: not every stack between the carrier and us lets the header through. */
  private boolean genuine(BoundStream bound, HttpServerRequest request) {
    @Nullable String signature = request.getHeader("X-Twilio-Signature");
    return signature == null || handshake.genuine(bound, request.uri(), signature);
  }

  private void open(Vertx vertx, BoundStream bound, ServerWebSocket socket) {
    var unused = new MediaStream(vertx, bound, socket, streams, counts, startsWithin);
  }

  private void refuse(HttpServerRequest request, Of why, int status) {
    counts.count(why);
    request.resume();
    request.response().setStatusCode(status).end();
  }
}
