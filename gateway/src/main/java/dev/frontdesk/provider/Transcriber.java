package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A model that writes down what was said on a tape. Futures never fail: every end is an {@link Answer}. */
@FunctionalInterface
public interface Transcriber {
  /** Where none is configured. */
  Transcriber NONE = (endpoint, tape) -> Future.succeededFuture(
      new Written(new Answer(Answer.Kind.INVALID, "no transcription model"), "", "", 0, false));

  Future<Written> write(Endpoint endpoint, Tape tape);

  /**
   * @param type such as {@code audio/x-wav}
   * @param language BCP 47 tag that is expected
   * @param seconds its length
   */
  record Tape(Buffer sound, String type, String language, int seconds) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Tape[" + seconds + " s]";
    }
  }

  /**
   * @param text blank unless done, or if nothing was said
   * @param model who wrote it
   * @param costMicros micro-dollars; 0 with {@code priced} false if the model is not in the price table
   */
  record Written(Answer answer, String text, String model, long costMicros, boolean priced) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Written[" + answer + "]";
    }
  }
}
