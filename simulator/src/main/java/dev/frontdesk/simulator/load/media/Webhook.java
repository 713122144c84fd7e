package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The carrier's signed voice webhook, and the stream that the TwiML names which answers it. */
final class Webhook {
  private static final Pattern STREAM = Pattern.compile("<Stream[^>]*\\burl=\"([^\"]+)\"");
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15); // as at the carrier

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** @param url of the stream */
  record Stream(String url, String signature) {}

  /** Fails if no stream is named. */
  CompletableFuture<Stream> announced(MediaLoadOptions options, String callSid) {
    var form = new TreeMap<>(Map.of(
        "AccountSid",
        options.accountSid(),
        "ApiVersion",
        "2010-04-01",
        "CallSid",
        callSid,
        "CallStatus",
        "ringing",
        "Called",
        options.to(),
        "Caller",
        "+14155550123",
        "Direction",
        "inbound",
        "From",
        "+14155550123",
        "To",
        options.to()));
    var body = new StringBuilder();
    var signed = new StringBuilder(options.publicUrl() + options.target().getRawPath());
    form.forEach((name, value) -> {
      signed.append(name).append(value);
      body.append(body.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, UTF_8));
    });
    var request = HttpRequest.newBuilder(options.target())
        .timeout(ANSWERED_WITHIN)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Twilio-Signature", mac(options, signed.toString()))
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> stream(options, answer.body()));
  }

  private static Stream stream(MediaLoadOptions options, String twiml) {
    Matcher found = STREAM.matcher(twiml);
    if (!found.find()) {
      throw new IllegalStateException("no stream in " + twiml);
    }
    return new Stream(found.group(1), mac(options, found.group(1)));
  }

  private static String mac(MediaLoadOptions options, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(options.authToken().getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
