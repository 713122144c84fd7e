package dev.frontdesk.policy;

import dev.frontdesk.model.Redaction;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks what must not be written down in a text, as it is spoken or written. Pure, and harmless to do twice: a mask is never masked
 * again. What is said in two turns is two texts, and found in neither.
 */
public final class Redactor {
  private static final Pattern MASK = Pattern.compile("\\[(iban|ssn|card …[0-9]{4})]");

  private final Set<Redaction> what;

  public Redactor(Set<Redaction> what) {
    this.what = Set.copyOf(what);
  }

  public boolean isIdle() {
    return what.isEmpty();
  }

  /** Whether something in {@code text} was masked before. */
  public static boolean isMasked(String text) {
    return MASK.matcher(text).find();
  }

  /** A card as {@code [card …1111]}, an account as {@code [iban]}, a social security number as {@code [ssn]}. */
  public String mask(String text) {
    String masked = text;
    if (what.contains(Redaction.IBAN)) {
      masked = Ibans.mask(masked);
    }
    if (what.contains(Redaction.CARD_NUMBER)) {
      masked = Cards.mask(masked);
    }
    return what.contains(Redaction.US_SSN) ? Ssns.mask(masked) : masked;
  }
}
