package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that was admitted and fits the contract. */
final class Request {
  private static final int PAGE = 50;

  private final RoutingContext context;
  private final Principal who;
  private final Buffer body;

  Request(RoutingContext context, Principal who, Buffer body) {
    this.context = context;
    this.who = who;
    this.body = body;
  }

  Principal who() {
    return who;
  }

  /** Whether the path names a tenant. */
  boolean hasTenant() {
    return context.pathParam("tenant") != null;
  }

  TenantId tenant() {
    return new TenantId(uuid("tenant"));
  }

  AgencyId agency() {
    return new AgencyId(uuid("agency"));
  }

  String path(String name) {
    return String.valueOf(context.pathParam(name));
  }

  UUID uuid(String name) {
    return UUID.fromString(path(name));
  }

  @Nullable
  String query(String name) {
    return context.queryParams().get(name);
  }

  /** A moment, as RFC 3339 has it. */
  @Nullable
  Instant moment(String name) {
    String given = query(name);
    return given == null ? null : moment(name, given);
  }

  /** The body as {@code type}; what its constructors refuse is the sender's fault. */
  <T> T body(Class<T> type) {
    try {
      return Wire.read(body.getBytes(), type);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("", reason(e));
    }
  }

  boolean isCsv() {
    return Body.isCsv(context.request());
  }

  /** The body as it was sent. */
  byte[] bytes() {
    return body.getBytes();
  }

  /** The body, which the contract says is an object. */
  JsonObject json() {
    return body.toJsonObject();
  }

  Buffer digest() {
    return Buffer.buffer(Wire.sha256(
        Buffer.buffer(context.request().method() + " " + context.request().path())
            .appendByte((byte) 0)
            .appendBuffer(body)
            .getBytes()));
  }

  /** Where this list's {@code id} is found. */
  String under(Object id) {
    return context.request().path().replaceAll("/+$", "") + "/" + id;
  }

  int limit() {
    String given = query("limit");
    return given == null ? PAGE : Integer.parseInt(given);
  }

  /** Where the page before ended; null: from the beginning. */
  @Nullable
  String after() {
    String given = query("after");
    try {
      return given == null ? null : new String(Base64.getUrlDecoder().decode(given), UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrongCursor();
    }
  }

  /** The cursor as {@code reading} understands it. */
  <T> @Nullable T after(Function<String, T> reading) {
    String after = after();
    try {
      return after == null ? null : reading.apply(after);
    } catch (RuntimeException e) {
      throw wrongCursor();
    }
  }

  /** @param found one more than the limit, if there are more */
  <T> Answer page(List<T> found, Function<T, String> cursor, Function<T, ?> view) {
    boolean more = found.size() > limit();
    var shown = more ? found.subList(0, limit()) : found;
    String next = more ? cursor.apply(shown.get(shown.size() - 1)) : null;
    return Answer.report(new Answer.Page<>(
        shown.stream().map(view).toList(),
        next == null
            ? null
            : Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8))));
  }

  /** A page of a list that is short enough to be read whole, in the order of its cursors. */
  <T> Answer pageOf(List<T> all, Function<T, String> cursor, Function<T, ?> view) {
    String after = after();
    return page(
        all.stream()
            .filter(each -> after == null || cursor.apply(each).compareTo(after) > 0)
            .sorted(Comparator.comparing(cursor))
            .limit(limit() + 1L)
            .toList(),
        cursor,
        view);
  }

  /** Refuses unless the sender has seen {@code current}. */
  void mustMatch(Object current) {
    String given = context.request().getHeader("if-match");
    if (given == null) {
      throw new Fault(
          Kind.PRECONDITION_REQUIRED, "send the ETag of what you have read as If-Match");
    }
    if (!matches(given, Wire.tag(Wire.json(current)))) {
      throw new Fault(Kind.STALE, "read it again");
    }
  }

  /** As {@link #mustMatch}; what is not there yet needs no If-Match, and none fits. */
  void mustMatch(Optional<?> current) {
    if (current.isPresent()) {
      mustMatch(current.get());
    } else if (context.request().getHeader("if-match") != null) {
      throw new Fault(Kind.STALE, "it is not there (any more)");
    }
  }

  /** Whether the sender asks for a table rather than JSON. */
  boolean wantsCsv() {
    String accepted = context.request().getHeader("accept");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith(CsvTable.TYPE);
  }

  boolean hasSeen(String tag) {
    String given = context.request().getHeader("if-none-match");
    return given != null && matches(given, tag);
  }

  /** The last event that the sender has seen; null: it names none. */
  @Nullable
  String lastEventId() {
    return context.request().getHeader("last-event-id");
  }

  /** Null: the sender names none. */
  @Nullable
  String idempotencyKey() {
    return context.request().getHeader("idempotency-key");
  }

  private static boolean matches(String given, String tag) {
    return Arrays.stream(given.split(",", -1))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.equals(tag));
  }

  private static Instant moment(String name, String given) {
    try {
      return OffsetDateTime.parse(given).toInstant();
    } catch (DateTimeException e) {
      throw Fault.invalid(name, "must be a date and time such as 2026-11-21T12:00:00Z");
    }
  }

  private static Fault wrongCursor() {
    return Fault.invalid("after", "must be the next of the page before");
  }

  /** What the innermost constructor said; nothing of the JSON library, which quotes the body. */
  static String reason(Throwable cause) {
    Throwable innermost = cause;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    boolean ours = innermost instanceof IllegalArgumentException
        || innermost instanceof java.time.DateTimeException;
    String message = innermost.getMessage();
    return ours && message != null && innermost != cause ? message : "does not make sense";
  }
}
