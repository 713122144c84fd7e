package dev.frontdesk.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant keeps of its calls, and for how long.
 *
 * @param retentionDays calls are kept this long, 1 to 3650
 * @param transcriptDays what was said in them is, at most {@code retentionDays}; null: as long as the call
 * @param redact what is masked before it is written down
 */
public record Keeping(int retentionDays, @Nullable Integer transcriptDays, Set<Redaction> redact) {
  public static final Keeping DEFAULTS = new Keeping(90, null, Set.of(Redaction.CARD_NUMBER));

  public Keeping {
    redact = Set.copyOf(redact);
    if (transcriptDays != null && transcriptDays > retentionDays) {
      throw new IllegalArgumentException("transcriptDays is at most retentionDays");
    }
  }
}
