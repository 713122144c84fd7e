package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.bus.BusMessage.CarrierNumber;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Printable;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.twilio.TwilioFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's REST API, version 2010-04-01 (twilio.md 4). Only what is refused as one request too many at once is tried again: it was not
 * done. Every future fails with {@link TwilioFailure} only.
 */
public final class TwilioRest {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 4 << 20;
  private static final Duration FETCHED_WITHIN = Duration.ofSeconds(45);
  private static final int MOST_SOUND = 12 << 20;
  private static final int OK = 200;
  private static final int TRIES = 4;
  private static final long BACK_OFF_MS = 200;
  private static final long LONGEST_PAUSE_MS = 3_000;
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 40;
  private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-f]{32}");
  private static final Pattern RETRY_AFTER = Pattern.compile("[0-9]{1,4}");

  private final Vertx vertx;
  private final OutwardClient outward;
  private final RandomGenerator random;

  public TwilioRest(Vertx vertx, OutwardClient outward, RandomGenerator random) {
    this.vertx = vertx;
    this.outward = outward;
    this.random = random;
  }

  /** A parameter of a form; a name may be repeated. */
  public record Field(String name, String value) {}

  /** @param fields such as {@code Twiml}, {@code Status} */
  public Future<JsonObject> updateCall(Endpoint endpoint, String callSid, List<Field> fields) {
    return post(endpoint, "/Calls/" + checked(callSid) + ".json", fields);
  }

  /** 201: queued, and not ringing yet. Not to be repeated when it is not known whether it was done. */
  public Future<JsonObject> createCall(Endpoint endpoint, List<Field> fields) {
    return post(endpoint, "/Calls.json", fields);
  }

  public Future<JsonObject> call(Endpoint endpoint, String callSid) {
    return get(endpoint, "/Calls/" + checked(callSid) + ".json");
  }

  /** The labels of those who are in the live conference of this name, none if there is none. */
  public Future<List<String>> inRoom(Endpoint endpoint, String name) {
    return get(endpoint, "/Conferences.json?FriendlyName=" + encoded(name)).compose(found -> {
      for (JsonObject room : members(found, "conferences")) {
        if (!"completed".equals(room.getString("status"))) {
          String sid = checked(String.valueOf(room.getString("sid")));
          return get(endpoint, "/Conferences/" + sid + "/Participants.json")
              .map(TwilioRest::labels);
        }
      }
      return Future.succeededFuture(List.of());
    });
  }

  private static List<String> labels(JsonObject participants) {
    return members(participants, "participants").stream()
        .filter(each -> "connected".equals(each.getString("status")))
        .map(each -> String.valueOf(each.getString("label")))
        .toList();
  }

  private static List<JsonObject> members(JsonObject page, String key) {
    return page.getJsonArray(key, new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  /** @param conference its id, or the name under which it is made if there is none */
  public Future<JsonObject> addParticipant(
      Endpoint endpoint, String conference, List<Field> fields) {
    return post(endpoint, "/Conferences/" + encoded(conference) + "/Participants.json", fields);
  }

  /** Hangs the leg up. */
  public Future<Void> removeParticipant(
      Endpoint endpoint, String conferenceSid, String callSidOrLabel) {
    String path = "/Conferences/" + checked(conferenceSid) + "/Participants/"
        + encoded(callSidOrLabel) + ".json";
    return asked(endpoint, HttpMethod.DELETE, account(endpoint) + path, null, 1).mapEmpty();
  }

  public Future<JsonObject> sendMessage(Endpoint endpoint, List<Field> fields) {
    return post(endpoint, "/Messages.json", fields);
  }

  /**
   * The sound of a recording.
   *
   * @return a WAV file of at most 12 MB: ten minutes of 16 bits at 8 kHz
   */
  public Future<Buffer> recording(Endpoint endpoint, String recordingSid) {
    String target = account(endpoint) + "/Recordings/" + checked(recordingSid) + ".wav";
    return sent(endpoint, HttpMethod.GET, target, null, FETCHED_WITHIN, MOST_SOUND)
        .compose(answer -> answer.status() == OK
            ? Future.succeededFuture(answer.body())
            : Future.failedFuture(TwilioErrors.of(answer)));
  }

  /** DONE also if it is gone already. */
  public Future<Void> deleteRecording(Endpoint endpoint, String recordingSid) {
    String target = account(endpoint) + "/Recordings/" + checked(recordingSid) + ".json";
    return asked(endpoint, HttpMethod.DELETE, target, null, 1)
        .<Void>mapEmpty()
        .recover(cause -> cause instanceof TwilioFailure failure && failure.kind() == Kind.NOT_FOUND
            ? Future.succeededFuture()
            : Future.failedFuture(cause));
  }

  /** All numbers of the account that are E.164, page after page. */
  public Future<List<CarrierNumber>> numbers(Endpoint endpoint) {
    String first = account(endpoint) + "/IncomingPhoneNumbers.json?PageSize=" + PAGE;
    return page(endpoint, first, new ArrayList<>(), 1);
  }

  private Future<List<CarrierNumber>> page(
      Endpoint endpoint, String path, List<CarrierNumber> before, int count) {
    return asked(endpoint, HttpMethod.GET, path, null, 1).compose(page -> {
      for (Object each : page.getJsonArray("incoming_phone_numbers")) {
        if (each instanceof JsonObject number) {
          PhoneNumber.tryE164(String.valueOf(number.getValue("phone_number")))
              .ifPresent(found -> before.add(new CarrierNumber(
                  found, Printable.capped(String.valueOf(number.getValue("friendly_name")), 200))));
        }
      }
      String next = page.getString("next_page_uri");
      if (next == null || count == MOST_PAGES) {
        return Future.succeededFuture(before);
      }
      return next.startsWith("/2010-04-01/")
          ? page(endpoint, next, before, count + 1)
          : Future.failedFuture(
              new TwilioFailure(Kind.INVALID, 0, "Twilio's next page is not of this API"));
    });
  }

  private Future<JsonObject> get(Endpoint endpoint, String path) {
    return asked(endpoint, HttpMethod.GET, account(endpoint) + path, null, 1);
  }

  private Future<JsonObject> post(Endpoint endpoint, String path, List<Field> fields) {
    String form = fields.stream()
        .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
        .collect(Collectors.joining("&"));
    return asked(endpoint, HttpMethod.POST, account(endpoint) + path, form, 1);
  }

  private Future<JsonObject> asked(
      Endpoint endpoint, HttpMethod method, String target, @Nullable String form, int tries) {
    return sent(endpoint, method, target, form).compose(answer -> {
      if (answer.status() / 100 == 2) {
        return read(answer);
      }
      TwilioFailure failure = TwilioErrors.of(answer);
      return failure.kind() == Kind.LIMITED && tries < TRIES
          ? vertx
              .timer(pause(answer, tries), TimeUnit.MILLISECONDS)
              .compose(later -> asked(endpoint, method, target, form, tries + 1))
          : Future.failedFuture(failure);
    });
  }

  private Future<OutwardAnswer> sent(
      Endpoint endpoint, HttpMethod method, String target, @Nullable String form) {
    return sent(endpoint, method, target, form, ANSWERED_WITHIN, MOST_BYTES);
  }

  private Future<OutwardAnswer> sent(
      Endpoint endpoint,
      HttpMethod method,
      String target,
      @Nullable String form,
      Duration within,
      int mostBytes) {
    try {
      OutwardUrl url = OutwardUrl.of(base(endpoint) + target, allow(endpoint));
      return outward
          .send(new OutwardRequest(
              method,
              url,
              headers(endpoint, form != null),
              form == null ? null : Buffer.buffer(form),
              within,
              mostBytes))
          .recover(cause -> Future.failedFuture(
              cause instanceof OutwardFailure failure ? TwilioErrors.of(failure) : cause));
    } catch (OutwardFailure refused) {
      return Future.failedFuture(TwilioErrors.of(refused));
    }
  }

  /** The platform's own address is the operator's word; others are as strangers chose. */
  private OutwardAllow allow(Endpoint endpoint) {
    if (endpoint.agency() != null) {
      return outward.allow();
    }
    URI own = URI.create(base(endpoint));
    boolean tls = "https".equals(own.getScheme());
    return OutwardAllow.of(
        own.getHost() + ":" + (own.getPort() >= 0 ? own.getPort() : tls ? 443 : 80));
  }

  private static Future<JsonObject> read(OutwardAnswer answer) {
    try {
      return Future.succeededFuture(
          answer.body().length() == 0 ? new JsonObject() : new JsonObject(answer.body()));
    } catch (DecodeException | ClassCastException e) {
      return Future.failedFuture(
          new TwilioFailure(Kind.UNAVAILABLE, 0, "Twilio's answer is no JSON object"));
    }
  }

  private long pause(OutwardAnswer answer, int tries) {
    String asked = answer.retryAfter();
    if (asked != null && RETRY_AFTER.matcher(asked).matches()) {
      return Math.min(LONGEST_PAUSE_MS, Math.max(1, 1_000L * Integer.parseInt(asked)));
    }
    return (BACK_OFF_MS << (tries - 1)) + random.nextLong(BACK_OFF_MS);
  }

  private static Map<String, String> headers(Endpoint endpoint, boolean form) {
    return form
        ? Map.of(
            "Authorization",
            authorization(endpoint),
            "Content-Type",
            "application/x-www-form-urlencoded")
        : Map.of("Authorization", authorization(endpoint));
  }

  /** Basic, with the account and its auth token. */
  static String authorization(Endpoint endpoint) {
    String both = endpoint.account() + ":" + endpoint.apiKey().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  static String base(Endpoint endpoint) {
    String url = endpoint.baseUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  static String account(Endpoint endpoint) {
    return "/2010-04-01/Accounts/" + encoded(String.valueOf(endpoint.account()));
  }

  private static String checked(String sid) {
    if (!SID.matcher(sid).matches()) {
      throw new IllegalArgumentException("not an id of Twilio: " + Printable.brief(sid));
    }
    return sid;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
