package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.CallSummary.Sentiment;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.SummaryStore.Stored;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call with what was made of it once it was over. */
final class OneCall {
  private OneCall() {}

  /** @param by the model that wrote it; null: rules */
  private record Summary(
      String text,
      String sentiment,
      List<String> tags,
      List<String> followUps,
      @Nullable String by,
      Instant at) {}

  /** @param stored null: there is none to be shown */
  static Object of(CallRecord call, @Nullable Stored stored, Role asker) {
    Object shown = Prices.call(call, asker);
    if (stored == null) {
      return shown;
    }
    Map<String, Object> both = new LinkedHashMap<>();
    Map<?, ?> read = Wire.read(Wire.json(shown).getBytes(UTF_8), Map.class);
    read.forEach((name, value) -> both.put(String.valueOf(name), value));
    both.put("summary", summary(stored));
    return both;
  }

  private static Summary summary(Stored stored) {
    Sentiment felt = stored.summary().sentiment();
    return new Summary(
        stored.summary().text(),
        felt.name().toLowerCase(Locale.ROOT),
        stored.summary().tags(),
        stored.summary().followUps(),
        stored.summary().model(),
        stored.at());
  }
}
