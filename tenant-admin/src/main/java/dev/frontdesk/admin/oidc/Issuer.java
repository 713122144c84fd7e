package dev.frontdesk.admin.oidc;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The issuer, asked for its keys: its metadata says where they are (OpenID Connect Discovery, else RFC 8414). */
final class Issuer {
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final Duration LONGEST_IN_ALL = Duration.ofSeconds(8);
  private static final int CONNECT_MS = 2_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_KEYS = 100;
  private static final Pattern MAX_AGE = Pattern.compile("max-age=([0-9]{1,9})");

  private final HttpClient client;
  private final String issuer;

  Issuer(Vertx vertx, OidcSettings settings) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MS));
    this.issuer = settings.issuer();
  }

  /** @param goodFor as the issuer says; null: it does not */
  record Found(List<JWK> keys, @Nullable Duration goodFor) {
    Found {
      keys = List.copyOf(keys);
    }
  }

  private record Page(int status, JsonObject body, @Nullable Duration goodFor) {}

  /** Fails with {@link IssuerAway}, within seconds. */
  Future<Found> keys() {
    return metadata()
        .compose(this::keysOf)
        .timeout(LONGEST_IN_ALL.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(
            cause instanceof IssuerAway ? cause : new IssuerAway("cannot be asked", cause)));
  }

  Future<Void> close() {
    return client.close();
  }

  private Future<Page> metadata() {
    String base = issuer.replaceAll("/+$", "");
    return get(base + "/.well-known/openid-configuration")
        .compose(page ->
            page.status() == 200 ? Future.succeededFuture(page) : get(rfc8414(URI.create(base))))
        .compose(page -> answered(page, "metadata"));
  }

  /** The well-known part goes between host and path. */
  private static String rfc8414(URI base) {
    return base.getScheme() + "://" + base.getRawAuthority()
        + "/.well-known/oauth-authorization-server" + base.getRawPath();
  }

  private Future<Found> keysOf(Page metadata) {
    if (!issuer.equals(metadata.body().getValue("issuer"))) {
      return Future.failedFuture(new IssuerAway("its metadata names another issuer"));
    }
    if (!(metadata.body().getValue("jwks_uri") instanceof String place)
        || !OidcSettings.isSafe(URI.create(place))) {
      return Future.failedFuture(new IssuerAway("its jwks_uri is missing, or not https"));
    }
    return get(place)
        .compose(page -> answered(page, "keys"))
        .map(page -> new Found(keys(page.body()), page.goodFor()));
  }

  private static Future<Page> answered(Page page, String what) {
    return page.status() == 200
        ? Future.succeededFuture(page)
        : Future.failedFuture(new IssuerAway(what + " answered with " + page.status()));
  }

  /** What we do not understand is left out, as RFC 7517 wants it. */
  private static List<JWK> keys(JsonObject body) {
    if (!(body.getValue("keys") instanceof io.vertx.core.json.JsonArray given)) {
      throw new IssuerAway("its keys are no key set");
    }
    return given.stream()
        .limit(MOST_KEYS)
        .filter(JsonObject.class::isInstance)
        .flatMap(each -> key((JsonObject) each).stream())
        .toList();
  }

  private static Optional<JWK> key(JsonObject key) {
    try {
      return Optional.of(JWK.parse(key.encode()));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Future<Page> get(String url) {
    return client
        .request(new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url)
            .putHeader("accept", "application/json"))
        .compose(request -> request
            .send()
            .compose(Issuer::page)
            .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
            .onFailure(cause -> request.reset()));
  }

  private static Future<Page> page(HttpClientResponse response) {
    Promise<Buffer> read = Promise.promise();
    var body = Buffer.buffer();
    response.exceptionHandler(read::tryFail);
    response.endHandler(end -> read.tryComplete(body));
    response.handler(part -> {
      if (body.length() + part.length() > MOST_BYTES) {
        read.tryFail(new IssuerAway("answered with more than " + MOST_BYTES + " bytes"));
      } else {
        body.appendBuffer(part);
      }
    });
    return read.future()
        .map(whole -> new Page(
            response.statusCode(),
            response.statusCode() == 200 ? json(whole) : new JsonObject(),
            maxAge(response.getHeader("cache-control"))));
  }

  private static JsonObject json(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new IssuerAway("answered with no JSON object");
    }
  }

  private static @Nullable Duration maxAge(@Nullable String cacheControl) {
    Matcher found = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
    return found.find() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : null;
  }
}
