package dev.frontdesk.provider.realtime;

import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.TextModel.Used;
import dev.frontdesk.provider.TextModel.Written;
import dev.frontdesk.provider.realtime.Prices.Amount;
import dev.frontdesk.provider.realtime.Prices.Cost;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads a response object: its text, and what it cost. An answer that was cut off or refused costs too. */
record WrittenText(String model, Prices prices, InstantSource clock) {

  Written of(Buffer body) {
    try {
      var response = new JsonObject(body);
      Used used = used(response.getJsonObject("usage", new JsonObject()));
      String status = response.getString("status", "");
      String text = text(response.getJsonArray("output", new JsonArray()));
      if (!status.equals("completed")) {
        return new Written(
            new Answer(Answer.Kind.INVALID, "the response is " + Failures.code(status)), "", used);
      }
      return text.isEmpty()
          ? new Written(new Answer(Answer.Kind.INVALID, "the response has no text"), "", used)
          : new Written(Answer.DONE, text, used);
    } catch (DecodeException | ClassCastException e) {
      return new Written(
          new Answer(Answer.Kind.INVALID, "the response is no response object"), "", null);
    }
  }

  private static String text(JsonArray output) {
    var text = new StringBuilder();
    for (Object item : output) {
      JsonArray content = item instanceof JsonObject object && object.containsKey("content")
          ? object.getJsonArray("content")
          : new JsonArray();
      for (Object part : content) {
        if (part instanceof JsonObject piece && "output_text".equals(piece.getString("type"))) {
          text.append(piece.getString("text", ""));
        }
      }
    }
    return text.toString();
  }

  private Used used(JsonObject usage) {
    int in = usage.getInteger("input_tokens", 0);
    int cached = usage
        .getJsonObject("input_tokens_details", new JsonObject())
        .getInteger("cached_tokens", 0);
    int out = usage.getInteger("output_tokens", 0);
    Cost cost = prices.cost(
        model,
        new Amount(in, cached, 0, 0, 0, 0, out, 0, 0),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return new Used(model, in, cached, out, cost.micros(), cost.priced());
  }
}
