package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.twilio.DoorCounts.End;
import dev.frontdesk.twilio.Verifying.Verified;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /twilio/…} on the call port: the carrier's requests, verified, and what is answered. */
public final class TwilioDoor {
  private static final Logger LOG = LoggerFactory.getLogger(TwilioDoor.class);
  private static final int LARGEST_BODY = 64 << 10; // bytes; a real one has about 1 KB
  private static final Duration ANSWERS_KEPT = Duration.ofSeconds(30);
  private static final int MOST_ANSWERS = 20_000;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  private final EndpointId defaultEndpoint;
  private final Function<EndpointId, Optional<Endpoint>> endpoints;
  private final Verifying verifying;
  private final VoiceCalls voice;
  private final AfterCalls after;
  private final CarrierNews news;
  private final TargetCalls targets;
  private final RecordingNews recordings;
  private final DoorCounts counts;
  private final InstantSource clock;

  /** By endpoint and call: a delivery that is repeated is told the same. */
  private final Map<String, Future<String>> answers = new ConcurrentHashMap<>();

  TwilioDoor(
      EndpointId defaultEndpoint,
      Function<EndpointId, Optional<Endpoint>> endpoints,
      Verifying verifying,
      VoiceCalls voice,
      AfterCalls after,
      CarrierNews news,
      TargetCalls targets,
      RecordingNews recordings,
      DoorCounts counts,
      InstantSource clock) {
    this.defaultEndpoint = defaultEndpoint;
    this.endpoints = endpoints;
    this.verifying = verifying;
    this.voice = voice;
    this.after = after;
    this.news = news;
    this.targets = targets;
    this.recordings = recordings;
    this.counts = counts;
    this.clock = clock;
  }

  public void mount(Router router) {
    for (HttpMethod method : new HttpMethod[] {HttpMethod.POST, HttpMethod.GET}) {
      router
          .route(method, "/twiml")
          .handler(request -> take(request, Optional.of(defaultEndpoint), this::voice));
      router
          .route(method, "/twilio/:endpoint/voice")
          .handler(request -> named(request, this::voice));
      router
          .route(method, "/twilio/:endpoint/after/:what")
          .handler(request -> named(request, this::after));
    }
    router.post("/twilio/:endpoint/status").handler(request -> named(request, this::status));
    router
        .post("/twilio/:endpoint/target/:ref/:what")
        .handler(request -> named(request, this::target));
    router
        .post("/twilio/:endpoint/recording/:where")
        .handler(request -> named(request, this::recording));
    router.post("/twilio/:endpoint/stream").handler(request -> named(request, this::stream));
  }

  /** What is done with a genuine request. */
  @FunctionalInterface
  private interface Work {
    void of(RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified);
  }

  private void named(RoutingContext request, Work work) {
    take(request, endpointId(request.pathParam("endpoint")), work);
  }

  private void take(RoutingContext request, Optional<EndpointId> id, Work work) {
    Optional<Endpoint> endpoint = id.flatMap(endpoints);
    if (request.request().method().equals(HttpMethod.GET)) {
      verify(request, endpoint, null, work);
      return;
    }
    Bodies.read(request.request(), LARGEST_BODY)
        .onSuccess(body -> verify(request, endpoint, body, work))
        .onFailure(cause -> unread(request, cause));
  }

  private void verify(
      RoutingContext request, Optional<Endpoint> endpoint, byte @Nullable [] body, Work work) {
    Verified verified = verifying.of(
        endpoint,
        request.request().getHeader("X-Twilio-Signature"),
        request.request().uri(),
        request.request().query(),
        body);
    Optional<VoiceRequest> call = verified.genuine()
        ? VoiceRequest.of(verified.parameters(), verified.believed())
        : Optional.empty();
    if (!verified.genuine()) {
      refuse(request, verified.status(), verified.end());
    } else if (call.isEmpty()) {
      refuse(request, BAD_REQUEST, End.MALFORMED);
    } else {
      if (!verified.believed()) {
        counts.count(End.SIGNED_IN_PART);
      }
      work.of(request, answering(endpoint.orElseThrow(), call.get()), call.get(), verified);
    }
  }

  /** What a moved call dialled is a token: it never becomes the call of whoever has the default number. */
  private static Endpoint answering(Endpoint endpoint, VoiceRequest call) {
    return call.moved() == null ? endpoint : endpoint.withoutDefaultNumber();
  }

  private void voice(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    Instant received = clock.instant();
    String key = endpoint.id() + " " + call.callSid();
    Future<String> told = answers.get(key);
    if (told != null) {
      counts.count(End.REPEATED);
    } else {
      told = voice.answer(endpoint, call, Visit.first(call.callSid()), received);
      if (answers.size() < MOST_ANSWERS) {
        answers.put(key, told);
        request.vertx().setTimer(ANSWERS_KEPT.toMillis(), old -> answers.remove(key));
      }
    }
    told.onSuccess(twiml -> answer(request, twiml)).onFailure(request::fail);
  }

  private void after(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    after
        .answer(endpoint, call, request.pathParam("what"), verified.parameters(), clock.instant())
        .ifPresentOrElse(
            twiml -> twiml.onSuccess(text -> answer(request, text)).onFailure(request::fail),
            () -> refuse(request, BAD_REQUEST, End.MALFORMED));
  }

  private void target(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    targets
        .answer(
            endpoint,
            call,
            request.pathParam("ref"),
            request.pathParam("what"),
            verified.parameters())
        .ifPresentOrElse(
            twiml -> twiml.onSuccess(text -> answer(request, text)).onFailure(request::fail),
            () -> refuse(request, BAD_REQUEST, End.MALFORMED));
  }

  private void status(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    news.ofCall(endpoint, call, verified.parameters())
        .onSuccess(told -> request.response().setStatusCode(204).end())
        .onFailure(cause -> {
          LOG.atWarn()
              .addKeyValue("carrierCall", call.callSid())
              .setCause(cause)
              .log("the end of a call reached nobody");
          request.response().setStatusCode(503).end();
        });
  }

  private void recording(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    recordings
        .told(endpoint, call, request.pathParam("where"), verified.parameters())
        .ifPresentOrElse(
            told -> told.onSuccess(done -> request.response().setStatusCode(204).end())
                .onFailure(cause -> {
                  LOG.atError()
                      .addKeyValue("carrierCall", call.callSid())
                      .setCause(cause)
                      .log("a recording could not be taken down");
                  request.response().setStatusCode(503).end();
                }),
            () -> refuse(request, BAD_REQUEST, End.MALFORMED));
  }

  private void stream(
      RoutingContext request, Endpoint endpoint, VoiceRequest call, Verified verified) {
    news.ofStream(endpoint, call, verified.parameters());
    request.response().setStatusCode(204).end();
  }

  private void unread(RoutingContext request, Throwable cause) {
    if (cause instanceof Bodies.TooLarge) {
      request.response().putHeader("connection", "close");
      refuse(request, TOO_LARGE, End.TOO_LARGE);
    } else {
      counts.count(End.MALFORMED);
      request.request().connection().close();
    }
  }

  /** With an empty body: whoever is not Twilio learns nothing. */
  private void refuse(RoutingContext request, int status, End end) {
    counts.count(end);
    if (end == End.NO_PUBLIC_URL) {
      LOG.error("Twilio's requests cannot be verified: PUBLIC_URL is not set");
    }
    request.response().setStatusCode(status).end();
  }

  private static void answer(RoutingContext request, String twiml) {
    request.response().putHeader("content-type", "text/xml; charset=utf-8").end(twiml);
  }

  private static Optional<EndpointId> endpointId(String text) {
    try {
      return text.length() == 36
          ? Optional.of(new EndpointId(UUID.fromString(text)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
