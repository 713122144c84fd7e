package dev.frontdesk.policy;

import java.util.HashMap;
import java.util.Map;

/** International bank account numbers in a text, in one piece, in groups or spelt out. */
final class Ibans {
  /** Country and length (SWIFT IBAN registry, release 100). */
  private static final String COUNTRIES = """
      AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18
      FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
      LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24
      SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
      """;

  private static final Map<String, Integer> LENGTHS = lengths();
  private static final int WIDEST_GAP = 2;
  private static final int HEAD = 4;
  private static final int CHECKED_BY = 97;

  private Ibans() {}

  static String mask(String text) {
    var masked = new StringBuilder();
    int copied = 0;
    for (int at = 0; at < text.length(); at++) {
      int end = at > 0 && isPart(text.charAt(at - 1)) ? -1 : end(text, at);
      if (end > 0) {
        masked.append(text, copied, at).append("[iban]");
        copied = end;
        at = end - 1;
      }
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /** Where the account number that begins at {@code from} ends; -1: none does. */
  private static int end(String text, int from) {
    var iban = new StringBuilder();
    int gap = 0;
    for (int at = from; at < text.length() && gap <= WIDEST_GAP; at++) {
      char c = text.charAt(at);
      if (!isPart(c)) {
        boolean joins = Character.isSpaceChar(c) || c == '-';
        if (!joins || iban.isEmpty()) {
          return -1;
        }
        gap++;
        continue;
      }
      gap = 0;
      iban.append(Character.toUpperCase(c));
      if (iban.length() >= HEAD) {
        Integer length = LENGTHS.get(iban.substring(0, 2));
        if (length == null) {
          return -1;
        }
        if (iban.length() == length) {
          boolean ends = at + 1 == text.length() || !isPart(text.charAt(at + 1));
          return ends && hasChecksum(iban.toString()) ? at + 1 : -1;
        }
      }
    }
    return -1;
  }

  private static boolean isPart(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  /** ISO 7064, MOD 97-10, over the number with its first four characters last and letters as 10 to 35. */
  private static boolean hasChecksum(String iban) {
    int rest = 0;
    String turned = iban.substring(HEAD) + iban.substring(0, HEAD);
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), Character.MAX_RADIX);
      rest = (rest * (value > 9 ? 100 : 10) + value) % CHECKED_BY;
    }
    return rest == 1 && Character.isDigit(iban.charAt(2)) && Character.isDigit(iban.charAt(3));
  }

  private static Map<String, Integer> lengths() {
    var lengths = new HashMap<String, Integer>();
    for (String each : COUNTRIES.strip().split("\\s+", -1)) {
      lengths.put(each.substring(0, 2), Integer.valueOf(each.substring(2)));
    }
    return Map.copyOf(lengths);
  }
}
