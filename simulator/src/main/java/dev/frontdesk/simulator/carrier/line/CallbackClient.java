package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.CarrierSignature;
import dev.frontdesk.simulator.carrier.Form;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends the carrier's requests, signed, and waits for an answer as long as the carrier does. */
public final class CallbackClient {
  private static final long TIMEOUT_MS = 15_000;
  private static final int CONNECTIONS = 256;
  private static final String USER_AGENT = "TwilioProxy/1.1";
  private static final String FORGED = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final Set<String> TOKENS = Set.of("CallToken", "StirVerstat");

  /** An answer; its body is as long as it came. */
  record Answer(int status, String contentType, String body) {}

  private final HttpClient client;
  private final CarrierOptions options;
  private final CarrierSignature signature;

  CallbackClient(Vertx vertx, CarrierOptions options) {
    this.options = options;
    signature = new CarrierSignature(options.authToken());
    client = vertx.createHttpClient(
        new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  CarrierSignature signature() {
    return signature;
  }

  Future<Void> close() {
    return client.close();
  }

  /** @return the answer; fails if there was none within 15 s */
  Future<Answer> send(String url, String method, Form form, Set<Quirk> quirks) {
    boolean get = method.equals("GET");
    String signed = get && !form.fields().isEmpty()
        ? url + (url.contains("?") ? "&" : "?") + form.encoded()
        : url;
    URI found = options.route().apply(URI.create(signed));
    RequestOptions request = new RequestOptions()
        .setMethod(get ? HttpMethod.GET : HttpMethod.POST)
        .setAbsoluteURI(found.toString())
        .setTimeout(TIMEOUT_MS)
        .putHeader("User-Agent", USER_AGENT)
        .putHeader("Accept", "*/*");
    String value = get ? signature.ofUrl(signed) : signature.ofForm(url, covered(form, quirks));
    String given = given(value, quirks);
    if (given != null) {
      request.putHeader("X-Twilio-Signature", given);
    }
    if (!get) {
      request.putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }
    return client
        .request(request)
        .compose(sent -> get ? sent.send() : sent.send(form.encoded()))
        .compose(response -> response
            .body()
            .map(body -> new Answer(
                response.statusCode(), type(response.getHeader("Content-Type")), body.toString())))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** Whether the gateway had its 15 s, and did not just refuse the connection. */
  static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException;
  }

  private static @Nullable String given(String good, Set<Quirk> quirks) {
    if (quirks.contains(Quirk.NO_SIGNATURE)) {
      return null;
    }
    return quirks.contains(Quirk.FORGED_SIGNATURE) ? FORGED : good;
  }

  private static Form covered(Form form, Set<Quirk> quirks) {
    return quirks.contains(Quirk.TOKEN_UNSIGNED)
        ? new Form(form.fields().stream()
            .filter(field -> !TOKENS.contains(field.name()))
            .toList())
        : form;
  }

  private static String type(@Nullable String header) {
    return header == null ? "" : header.split(";", 2)[0].strip();
  }
}
