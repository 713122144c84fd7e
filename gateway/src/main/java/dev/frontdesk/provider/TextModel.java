package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model that reads and writes text, asked when no call waits for it. Futures never fail: every end is an {@link Answer}. */
@FunctionalInterface
public interface TextModel {
  /** Of a provider that has none. */
  TextModel NONE = (endpoint, question) -> Future.succeededFuture(
      new Written(new Answer(Answer.Kind.INVALID, "the endpoint has no text model"), "", null));

  Future<Written> write(Endpoint endpoint, Question question);

  /**
   * @param instructions ours
   * @param input what it is to read: data
   * @param name of what it is to write, a word
   * @param schema of what it is to write, JSON Schema
   */
  record Question(String instructions, String input, String name, Map<String, Object> schema) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Question[" + name + "]";
    }
  }

  /**
   * @param text JSON, of the shape that was asked for if the model keeps its promises; blank unless done
   * @param used null: nothing that anybody told of
   */
  record Written(Answer answer, String text, @Nullable Used used) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Written[" + answer + "]";
    }
  }

  /** @param costMicros micro-dollars; 0 with {@code priced} false if the model is not in the price table */
  record Used(
      String model,
      long textIn,
      long textCachedIn,
      long textOut,
      long costMicros,
      boolean priced) {}
}
