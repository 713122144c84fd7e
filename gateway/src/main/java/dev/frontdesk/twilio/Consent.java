package dev.frontdesk.twilio;

import dev.frontdesk.model.Printable;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody who was asked to take a call has answered, by a key or in a word; anything but a clear yes is a no. */
final class Consent {
  private static final String KEY = "1";
  private static final Pattern NO_WORDS = Pattern.compile("[^a-z ]");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Of all languages that we ask in: who is asked in one may answer in another. A machine's greeting may hold a yes; it is never nothing else. */
  private static final Set<String> YES =
      Set.of(("yes,yes please,yeah,yep,yes ok,yes okay,ok,okay,sure,accept,i take it,ill take it,"
              + "ja,ja bitte,ja gerne,jawohl,oui,oui merci,daccord,si,si por favor,vale,de acuerdo,"
              + "si grazie,va bene,ano,ano prosim,dobre")
          .split(","));

  private Consent() {}

  /** @param speech as recognised; empty: none */
  static boolean given(String digits, String speech) {
    String plain = MARKS
        .matcher(Normalizer.normalize(speech.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
        .replaceAll("");
    String words = NO_WORDS.matcher(plain).replaceAll("").strip();
    return digits.isEmpty() ? YES.contains(words) : digits.equals(KEY);
  }

  /** Without their words. */
  static String reason(String digits, String speech) {
    return !digits.isEmpty()
        ? "key " + Printable.brief(digits)
        : speech.isEmpty() ? "no key" : "spoken";
  }
}
