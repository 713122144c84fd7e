package dev.frontdesk.model;

import java.util.stream.IntStream;

/** How many text messages one text is, as carriers count and charge it (GSM 03.38, 3GPP TS 23.040). */
public final class TextSegments {
  private static final int SEPTETS_ALONE = 160;
  private static final int SEPTETS_TOGETHER = 153;
  private static final int UNITS_ALONE = 70;
  private static final int UNITS_TOGETHER = 67;
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "^{}\\[~]|€\f";

  private TextSegments() {}

  /** @return 0 for nothing */
  public static int of(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (EXTENDED.indexOf(each) >= 0) {
        septets += 2;
      } else if (BASIC.indexOf(each) >= 0) {
        septets += 1;
      } else {
        return segments(text.length(), UNITS_ALONE, UNITS_TOGETHER);
      }
    }
    return segments(septets, SEPTETS_ALONE, SEPTETS_TOGETHER);
  }

  /** As much of a text as is at most that many, with an ellipsis of three dots if it is not all. */
  public static String fitted(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    int end = IntStream.iterate(text.length(), at -> at - 1)
        .filter(at -> of(text.substring(0, at) + "...") <= most)
        .findFirst()
        .orElse(0);
    boolean torn = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, torn ? end - 1 : end).strip() + "...";
  }

  private static int segments(int length, int alone, int together) {
    return length <= alone ? Math.min(1, length) : (length + together - 1) / together;
  }
}
