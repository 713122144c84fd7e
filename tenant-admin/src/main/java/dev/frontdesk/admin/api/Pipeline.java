package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Operations.Bound;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, step by step: who, whether they may, what is remembered, the body, the contract, the work, the answer. */
final class Pipeline {
  private static final Principal NOBODY =
      new Principal(new UUID(0, 0), "nobody", Role.VIEWER, null, null);
  private static final int LONGEST_IDEMPOTENCY_KEY = 200;

  private final Gate gate;
  private final Reach reach;
  private final Validation validation;
  private final Remembered memory;
  private final ApiSettings settings;
  private final ApiMeters meters;

  Pipeline(
      Gate gate,
      Reach reach,
      Validation validation,
      Remembered memory,
      ApiSettings settings,
      ApiMeters meters) {
    this.meters = meters;
    this.memory = memory;
    this.gate = gate;
    this.reach = reach;
    this.validation = validation;
    this.settings = settings;
  }

  void serve(RoutingContext context, Bound bound) {
    long begun = System.nanoTime();
    context.request().pause();
    Future<Answer> answered =
        admitted(context, bound).compose(who -> remembered(context, bound, who));
    (answered.isComplete()
            ? answered
            : answered.timeout(settings.longest().toMillis(), TimeUnit.MILLISECONDS))
        .onSuccess(answer -> answer(context, answer))
        .onFailure(cause -> refuse(context, cause))
        .onComplete(done -> meters.answered(
            bound.operation().getOperationId(), context.response().getStatusCode(), begun));
  }

  /** From memory if it is there; what is written here is forgotten before its sender hears of it. */
  private Future<Answer> remembered(RoutingContext context, Bound bound, Principal who) {
    TenantId tenant = owner(context, "tenant", TenantId::new);
    if (!HttpMethod.GET.equals(context.request().method())) {
      return run(context, bound, who).onComplete(done -> {
        if (tenant == null) {
          memory.forget();
        } else {
          memory.forget(tenant);
        }
      });
    }
    if (!bound.remembered() || tenant == null || context.request().query() != null) {
      return run(context, bound, who);
    }
    // Not its path: that can be written in many ways, and whoever asks must not choose how much is
    // kept.
    String operation = bound.operation().getOperationId();
    Answer known = memory.find(tenant, operation);
    if (known != null) {
      context.request().resume();
      return Future.succeededFuture(known);
    }
    var reading = memory.begin(tenant, operation);
    return run(context, bound, who).map(answer -> {
      Answer ready = ready(answer);
      if (reading != null) {
        memory.keep(reading, ready);
      }
      return ready;
    });
  }

  /** As it is sent, with its ETag. */
  private static Answer ready(Answer answer) {
    String json = Wire.json(java.util.Objects.requireNonNull(answer.body()));
    var ready = new Answer.Ready(json, Wire.tag(json));
    return new Answer(answer.status(), ready, ready, answer.location(), answer.tagged());
  }

  private Future<Principal> admitted(RoutingContext context, Bound bound) {
    return bound.may().isEmpty()
        ? Future.succeededFuture(NOBODY)
        : gate.enter(context)
            .compose(who -> reach
                .check(
                    who,
                    bound.may(),
                    owner(context, "agency", AgencyId::new),
                    owner(context, "tenant", TenantId::new))
                .map(who));
  }

  private Future<Answer> run(RoutingContext context, Bound bound, Principal who) {
    return Body.read(context.request(), bound.longestBody(), bound.takesCsv())
        .compose(body -> validation
            .check(context.request(), bound.operation(), body)
            .compose(fits -> bound.handler().apply(checked(new Request(context, who, body)))));
  }

  private static Request checked(Request request) {
    String key = request.idempotencyKey();
    if (key != null && !key.matches("[!-~]{1," + LONGEST_IDEMPOTENCY_KEY + "}")) {
      throw Fault.invalid("Idempotency-Key", "must be 1 to 200 printable characters");
    }
    return request;
  }

  private static void answer(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader("cache-control", "no-store");
    String location = answer.location();
    if (location != null) {
      response.putHeader("location", location);
    }
    Object body = answer.body();
    if (body == null) {
      response.setStatusCode(answer.status()).end();
      return;
    }
    if (body instanceof Answer.Stream stream) {
      stream.start(context);
      return;
    }
    if (body instanceof Answer.Text text) {
      response.putHeader("content-type", text.contentType()).end(text.text());
      return;
    }
    String json = Wire.json(body);
    if (answer.tagged()) {
      Object resource = answer.kept();
      String tag = body instanceof Answer.Ready ready && ready.tag() != null
          ? ready.tag()
          : Wire.tag(resource == null || resource == body ? json : Wire.json(resource));
      response.putHeader("etag", tag);
      if (HttpMethod.GET.equals(context.request().method())
          && new Request(context, NOBODY, io.vertx.core.buffer.Buffer.buffer()).hasSeen(tag)) {
        response.setStatusCode(304).end();
        return;
      }
    }
    response
        .setStatusCode(answer.status())
        .putHeader("content-type", "application/json")
        .end(json);
  }

  private static void refuse(RoutingContext context, Throwable cause) {
    Problems.answer(context.response(), cause);
    // What is left of the body is not wanted, but the connection may be.
    if (!context.request().isEnded()) {
      context.request().resume();
    }
  }

  private static <T> @Nullable T owner(RoutingContext context, String name, Function<UUID, T> id) {
    String given = context.pathParam(name);
    try {
      return given == null ? null : id.apply(UUID.fromString(given));
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(name, "must be a UUID");
    }
  }
}
