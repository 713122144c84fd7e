package dev.frontdesk.twilio;

import dev.frontdesk.model.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody who was asked to take a call has answered, by a key or in a word; anything but a clear yes is a no. */
final class Consent {
  /** Recognised more likely, and nothing else counts. */
  static final String HINTS = "yes, yes please, okay, sure, I take it, no, no thanks, decline";

  private static final String KEY = "1";
  private static final Pattern NO_WORDS = Pattern.compile("[^a-z ]");

  /** A machine's greeting may hold a yes; it is never nothing else. */
  private static final Set<String> YES = Set.of(
      "yes",
      "yes please",
      "yeah",
      "yep",
      "yes ok",
      "yes okay",
      "ok",
      "okay",
      "sure",
      "accept",
      "i take it",
      "ill take it");

  private Consent() {}

  /** @param speech as recognised; empty: none */
  static boolean given(String digits, String speech) {
    String words =
        NO_WORDS.matcher(speech.toLowerCase(Locale.ROOT)).replaceAll("").strip();
    return digits.isEmpty() ? YES.contains(words) : digits.equals(KEY);
  }

  /** Without their words. */
  static String reason(String digits, String speech) {
    return !digits.isEmpty()
        ? "key " + Printable.brief(digits)
        : speech.isEmpty() ? "no key" : "spoken";
  }
}
