package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.random.RandomGenerator;

/** A number between two others: the sample to copy for a tool without effects. */
final class RandomNumber implements Tool {
  private static final long LARGEST = 1_000_000_000;

  private final RandomGenerator random;

  RandomNumber(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    long least = arguments.number("min", 1);
    long most = arguments.number("max", 100);
    if (least > most || least < -LARGEST || most > LARGEST) {
      return Reply.refusal(
          live, asked, "min must not be above max, and both within a thousand million of zero.");
    }
    return Reply.of(live, asked, new JsonObject().put("number", random.nextLong(least, most + 1)));
  }
}
