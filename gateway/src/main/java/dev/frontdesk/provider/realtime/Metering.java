package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.Usage;
import dev.frontdesk.provider.realtime.Prices.Amount;
import dev.frontdesk.provider.realtime.Prices.Cost;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Usage as the provider reports it, priced (openai.md 6.2).
 *
 * @param model assumed until the provider names the session's
 * @param transcription likewise
 */
record Metering(Prices prices, String model, String transcription) {

  /** @return null if there is no usage; failed and cancelled responses have one too */
  @Nullable
  Usage response(String told, Fields usage, Instant at) {
    if (usage.isEmpty()) {
      return null;
    }
    Fields in = usage.object("input_token_details");
    Fields cached = in.object("cached_tokens_details");
    Fields out = usage.object("output_token_details");
    var amount = new Amount(
        in.number("text_tokens"),
        cached.number("text_tokens"),
        in.number("audio_tokens"),
        cached.number("audio_tokens"),
        in.number("image_tokens"),
        cached.number("image_tokens"),
        out.number("text_tokens"),
        out.number("audio_tokens"),
        0);
    return usage("response", told.isEmpty() ? model : told, amount, at);
  }

  @Nullable
  Usage transcription(String told, Fields usage, Instant at) {
    if (usage.isEmpty()) {
      return null;
    }
    Fields in = usage.object("input_token_details");
    boolean detailed = !in.isEmpty();
    var amount = new Amount(
        in.number("text_tokens"),
        0,
        detailed ? in.number("audio_tokens") : usage.number("input_tokens"),
        0,
        0,
        0,
        usage.number("output_tokens"),
        0,
        usage.decimal("seconds"));
    return usage("transcription", told.isEmpty() ? transcription : told, amount, at);
  }

  private Usage usage(String kind, String of, Amount amount, Instant at) {
    Cost cost = prices.cost(of, amount, LocalDate.ofInstant(at, ZoneOffset.UTC));
    return new Usage(
        kind,
        of,
        amount.textIn(),
        amount.textCachedIn(),
        amount.audioIn(),
        amount.audioCachedIn(),
        amount.textOut(),
        amount.audioOut(),
        amount.seconds(),
        cost.micros(),
        cost.priced());
  }
}
