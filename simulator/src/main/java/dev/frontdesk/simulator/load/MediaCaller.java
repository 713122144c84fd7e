package dev.frontdesk.simulator.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One caller through the carrier: a signed voice webhook, then the stream of the TwiML that answers it. */
final class MediaCaller {
  private static final Pattern STREAM = Pattern.compile("<Stream[^>]*\\burl=\"([^\"]+)\"");
  private static final String PAYLOAD = "\"payload\":\"";
  private static final long FRAME_MS = 20;

  private final Vertx vertx;
  private final MediaLoadOptions options;
  private final MediaMeter meter;
  private final String callSid;
  private final String streamSid;
  private final Promise<Void> over = Promise.promise();
  private int sequence;
  private int chunk;

  MediaCaller(Vertx vertx, MediaLoadOptions options, MediaMeter meter, long number) {
    this.vertx = vertx;
    this.options = options;
    this.meter = meter;
    this.callSid = "CA%032x".formatted(number);
    this.streamSid = "MZ%032x".formatted(number);
  }

  Future<Void> call(HttpClient http, WebSocketClient sockets) {
    Future<WebSocket> opened = options.hasWebhook()
        ? announced(http).compose(twiml -> dial(sockets, twiml))
        : dial(sockets, options.target() + "bench-" + callSid, "");
    opened.onSuccess(this::stream).onFailure(refused -> {
      meter.refused++;
      over.tryComplete();
    });
    return over.future();
  }

  private Future<String> announced(HttpClient http) {
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
    return http.request(
            HttpMethod.POST,
            options.target().getPort(),
            options.target().getHost(),
            options.target().getRawPath())
        .compose(request -> request
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .putHeader("X-Twilio-Signature", mac(signed.toString()))
            .send(body.toString()))
        .compose(answer -> answer.body())
        .map(twiml -> twiml.toString());
  }

  private Future<WebSocket> dial(WebSocketClient sockets, String twiml) {
    Matcher found = STREAM.matcher(twiml);
    if (!found.find()) {
      return Future.failedFuture("no stream in " + twiml);
    }
    return dial(sockets, found.group(1), mac(found.group(1)));
  }

  private Future<WebSocket> dial(WebSocketClient sockets, String url, String signature) {
    return sockets.connect(new WebSocketConnectOptions()
        .setHost(options.target().getHost())
        .setPort(options.target().getPort())
        .setURI(URI.create(url).getRawPath())
        .addHeader("x-twilio-signature", signature));
  }

  private void stream(WebSocket socket) {
    meter.streams++;
    socket.textMessageHandler(frame -> heard(socket, frame));
    socket.exceptionHandler(cause -> {});
    socket.writeTextMessage(
        "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    socket.writeTextMessage(new JsonObject()
        .put("event", "start")
        .put("sequenceNumber", "1")
        .put("streamSid", streamSid)
        .put(
            "start",
            new JsonObject()
                .put("streamSid", streamSid)
                .put("accountSid", options.accountSid())
                .put("callSid", callSid)
                .put(
                    "mediaFormat",
                    new JsonObject()
                        .put("encoding", "audio/x-mulaw")
                        .put("sampleRate", 8000)
                        .put("channels", 1)))
        .encode());
    long speaking = vertx.setPeriodic(FRAME_MS, tick -> speak(socket));
    long ending = vertx.setTimer(options.lasts().toMillis(), end -> {
      vertx.cancelTimer(speaking);
      socket.writeTextMessage("{\"event\":\"stop\",\"streamSid\":\"" + streamSid
          + "\",\"stop\":{\"callSid\":\"" + callSid + "\"}}");
      socket.close();
    });
    socket.closeHandler(closed -> {
      vertx.cancelTimer(speaking);
      vertx.cancelTimer(ending);
      over.tryComplete();
    });
  }

  private void speak(WebSocket socket) {
    meter.framesUp++;
    socket.writeTextMessage("{\"event\":\"media\",\"sequenceNumber\":\"" + ++sequence
        + "\",\"streamSid\":\"" + streamSid + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\""
        + ++chunk
        + "\",\"timestamp\":\"" + chunk * FRAME_MS + "\",\"payload\":\"" + Stamp.now() + "\"}}");
  }

  private void heard(WebSocket socket, String frame) {
    if (frame.startsWith("{\"event\":\"media\"")) {
      long age = Stamp.age(frame, frame.indexOf(PAYLOAD) + PAYLOAD.length());
      meter.gotDown++;
      meter.down.add(Math.max(0, age));
    } else if (frame.startsWith("{\"event\":\"mark\"")) {
      meter.marks++;
      socket.writeTextMessage(frame); // played at once
    } else if (frame.startsWith("{\"event\":\"clear\"")) {
      meter.clears++;
    }
  }

  private String mac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(options.authToken().getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
