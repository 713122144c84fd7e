package dev.frontdesk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ended call came to.
 *
 * @param text a few sentences
 * @param followUps what somebody should do now, one sentence each
 * @param model who wrote it; null: rules
 */
public record CallSummary(
    String text,
    Sentiment sentiment,
    List<String> tags,
    List<String> followUps,
    @Nullable String model) {
  public CallSummary {
    tags = List.copyOf(tags);
    followUps = List.copyOf(followUps);
  }

  /** How the caller felt at the end. */
  public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /** Nobody judged. */
    UNKNOWN
  }
}
