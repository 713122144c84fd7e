package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Printable;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Transcriber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code POST /v1/audio/transcriptions} (the provider's API reference, <i>Audio</i>): one try; whoever wants another asks again. */
public final class TranscriptionApi implements Transcriber {
  private static final Duration TRY = Duration.ofSeconds(60);
  private static final int LONGEST_ANSWER = 256 * 1024;
  private static final int LONGEST_TEXT = 8_000;

  /** In no sound: it is not text. */
  private static final String BOUNDARY = "frontdesk-7c1f0a6e2b9d4c55-tape";

  private final HttpClient client;
  private final String model;
  private final Prices prices;
  private final InstantSource clock;

  /** @param model empty: none is asked */
  public TranscriptionApi(Vertx vertx, String model, InstantSource clock) {
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(5_000).setKeepAliveTimeout(30),
        new PoolOptions().setHttp1MaxSize(4).setMaxWaitQueueSize(16));
    this.model = model;
    this.prices = Prices.shipped();
    this.clock = clock;
  }

  @Override
  public Future<Written> write(Endpoint endpoint, Tape tape) {
    if (model.isEmpty() || endpoint.apiKey().reveal().isEmpty()) {
      String reason = model.isEmpty() ? "no transcription model" : "the endpoint has no key";
      return Future.succeededFuture(unwritten(new Answer(Answer.Kind.INVALID, reason)));
    }
    var options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(CallRequests.base(endpoint) + "/audio/transcriptions")
        .putHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
        .putHeader("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    Future<HttpClientRequest> request = client.request(options);
    return request
        .compose(ready -> ready.send(form(tape)))
        .compose(answer -> read(answer, endpoint, tape))
        .timeout(TRY.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(late -> request.onSuccess(HttpClientRequest::reset))
        .recover(cause -> Future.succeededFuture(unwritten(unanswered(cause, endpoint))));
  }

  private Buffer form(Tape tape) {
    String tag = tape.language();
    String language = tag.indexOf('-') < 0 ? tag : tag.substring(0, tag.indexOf('-'));
    return Buffer.buffer()
        .appendString(field("model", model))
        .appendString(field("response_format", "json"))
        .appendString(field("language", language))
        .appendString("--" + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"message.wav\"\r\n"
            + "Content-Type: " + tape.type() + "\r\n\r\n")
        .appendBuffer(tape.sound())
        .appendString("\r\n--" + BOUNDARY + "--\r\n");
  }

  private static String field(String name, String value) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"
        + value + "\r\n";
  }

  private Future<Written> read(HttpClientResponse response, Endpoint endpoint, Tape tape) {
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() + part.length() <= LONGEST_ANSWER) {
        body.appendBuffer(part);
      } else {
        response.request().reset();
      }
    });
    return response.end().map(end -> {
      boolean done = response.statusCode() / 100 == 2;
      Answer answer = Reply.of(
              response.statusCode(),
              response.getHeader("Retry-After"),
              done ? new byte[0] : body.getBytes(),
              endpoint)
          .answer();
      return done ? written(body, tape) : unwritten(answer);
    });
  }

  private Written written(Buffer body, Tape tape) {
    try {
      String text = new JsonObject(body.toString(UTF_8)).getString("text", "");
      var used = new Prices.Amount(0, 0, 0, 0, 0, 0, 0, 0, tape.seconds());
      var cost =
          prices.cost(model, used, clock.instant().atOffset(ZoneOffset.UTC).toLocalDate());
      return new Written(
          Answer.DONE,
          Printable.capped(text, LONGEST_TEXT).strip(),
          model,
          cost.micros(),
          cost.priced());
    } catch (DecodeException | ClassCastException e) {
      return unwritten(new Answer(Answer.Kind.UNAVAILABLE, "the answer is no transcript"));
    }
  }

  private Written unwritten(Answer why) {
    return new Written(why, "", model, 0, false);
  }

  private static Answer unanswered(Throwable cause, Endpoint endpoint) {
    return cause instanceof TimeoutException
        ? new Answer(Answer.Kind.TIMEOUT, "no answer in " + TRY.toSeconds() + " s")
        : new Answer(
            Answer.Kind.UNAVAILABLE,
            ErrorBody.without(String.valueOf(cause.getMessage()), endpoint));
  }
}
