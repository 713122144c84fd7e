package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.twilio.Signed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A gateway with the platform's carrier account, and the carrier's side of its requests. */
final class TwilioCarrier implements AutoCloseable {
  static final String ACCOUNT = "AC00000000000000000000000000000001";
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String PUBLIC = "https://voice.example.com";
  static final String NUMBER = "+15550100002";
  static final String VOICE = "/twilio/" + Database.PLATFORM_CARRIER + "/voice";

  final TestGateway desk;
  final TwilioStub rest;
  private final HttpClient client = HttpClient.newHttpClient();

  TwilioCarrier(UnaryOperator<GatewaySettings> change) {
    this(change, null);
  }

  /** @param vault opens what tenants keep sealed */
  TwilioCarrier(UnaryOperator<GatewaySettings> change, @Nullable SecretVault vault) {
    var vertx = Vertx.vertx();
    rest = new TwilioStub(vertx);
    desk = new TestGateway(
        settings -> change.apply(
            settings.with(new CarrierSettings(Optional.of(endpoint(rest.url())), PUBLIC))),
        vault,
        0,
        vertx);
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'mobile', 'Mobile', '+15550100019',
           'FALLBACK');
        """);
    TestGateway.await(desk.directory.refresh());
  }

  static Endpoint endpoint(String baseUrl) {
    return new Endpoint(
        Database.PLATFORM_CARRIER,
        null,
        null,
        "twilio",
        baseUrl,
        Secret.of(TOKEN),
        List.of(),
        null,
        ACCOUNT);
  }

  /** @param n makes it this test's own */
  static String callSid(int n) {
    return "CA%032x".formatted(n);
  }

  static Map<String, String> ringing(String callSid) {
    var form = new TreeMap<String, String>();
    form.put("AccountSid", ACCOUNT);
    form.put("ApiVersion", "2010-04-01");
    form.put("CallSid", callSid);
    form.put("CallStatus", "ringing");
    form.put("CallerName", "Jana & Co");
    form.put("Direction", "inbound");
    form.put("From", "+421900000001");
    form.put("FromCity", "");
    form.put("To", NUMBER);
    return form;
  }

  static Map<String, String> with(Map<String, String> form, String name, String value) {
    var more = new TreeMap<>(form);
    more.put(name, value);
    return more;
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    String body = encoded(form);
    return post(path, body, Signed.by(TOKEN, PUBLIC + path, body));
  }

  HttpResponse<String> post(String path, String body, String signature) {
    var request = HttpRequest.newBuilder(address(path))
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!signature.isEmpty()) {
      request.header("X-Twilio-Signature", signature);
    }
    return send(request.build());
  }

  HttpResponse<String> get(String target) {
    return send(HttpRequest.newBuilder(address(target))
        .header("X-Twilio-Signature", Signed.by(TOKEN, PUBLIC + target, ""))
        .build());
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + desk.gateway.port() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    desk.close();
  }
}
