package dev.frontdesk.admin.api;

import dev.frontdesk.store.UsageStore.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * What one model consumed, as the API shows it; see {@link Amounts}.
 *
 * @param costMicros null: not for the asker's eyes
 * @param markupMicros what the agency adds to the cost; null: as above
 * @param chargedMicros the price: both together
 */
record UsageView(
    String kind,
    String model,
    long uses,
    long textIn,
    long textCachedIn,
    long audioIn,
    long audioCachedIn,
    long textOut,
    long audioOut,
    double transcriptionSeconds,
    @Nullable Long costMicros,
    @Nullable Long markupMicros,
    long chargedMicros,
    long unpriced) {

  static UsageView of(Amounts amounts, Role asker) {
    boolean seesCost = asker.seesCost();
    return new UsageView(
        amounts.kind(),
        amounts.model(),
        amounts.uses(),
        amounts.textIn(),
        amounts.textCachedIn(),
        amounts.audioIn(),
        amounts.audioCachedIn(),
        amounts.textOut(),
        amounts.audioOut(),
        amounts.transcriptionSeconds(),
        seesCost ? (Long) amounts.costMicros() : null,
        seesCost ? (Long) (amounts.chargedMicros() - amounts.costMicros()) : null,
        amounts.chargedMicros(),
        amounts.unpriced());
  }
}
