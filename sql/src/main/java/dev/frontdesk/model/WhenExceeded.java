package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * What a caller meets when a limit of the tenant or its agency is used up.
 *
 * @param sipCode 300 to 699; null: 486 for too many calls, 503 for a spent budget, which let the carrier try elsewhere
 * @param sentence said before hanging up, in place of a SIP code, at most 200 characters; blank: the caller gets the code
 */
public record WhenExceeded(@Nullable Integer sipCode, String sentence) {
  public static final int LONGEST_SENTENCE = 200;
  public static final WhenExceeded DEFAULTS = new WhenExceeded(null, "");

  public WhenExceeded {
    Range.check("SIP code for exceeded limits", sipCode, 300, 699);
    Range.check(
        "length of the sentence for exceeded limits", sentence.length(), 0, LONGEST_SENTENCE);
  }

  /** Somebody answers to say why nobody answers. */
  public boolean isSpoken() {
    return !sentence.isBlank();
  }
}
