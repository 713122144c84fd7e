package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address of a SIP header (RFC 3261 20.10): {@code "Name" <sip:user@host;x>;y}, {@code sip:user@host} or {@code tel:+1…}.
 *
 * @param displayName without quotes; blank: none
 * @param user what stands before the {@code @}, or the number of a {@code tel:} URI, percent signs decoded
 * @param host blank for {@code tel:}
 */
record SipAddress(String displayName, String user, String host) {
  private static final int MOST = 8;
  private static final int LONGEST_USER = 64;
  private static final int LONGEST_NAME = 120;
  private static final Pattern SEPARATORS = Pattern.compile("[ .()/-]");
  private static final Pattern INTERNATIONAL = Pattern.compile("[1-9][0-9]{9,14}");

  /** The addresses of a header value, which may hold several, comma between them; at most eight. */
  static List<SipAddress> all(String value) {
    var found = new ArrayList<SipAddress>(1);
    int from = 0;
    boolean quoted = false;
    boolean bracketed = false;
    for (int i = 0; i <= value.length() && found.size() < MOST; i++) {
      char c = i < value.length() ? value.charAt(i) : ',';
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' || c == '>') {
        bracketed = !quoted && c == '<';
      } else if (i >= value.length() || (c == ',' && !quoted && !bracketed)) {
        String part = value.substring(from, Math.min(i, value.length())).strip();
        if (!part.isEmpty()) {
          found.add(one(part));
        }
        from = i + 1;
      }
    }
    return found;
  }

  private static SipAddress one(String part) {
    int end = part.lastIndexOf('>');
    int begin = end < 0 ? -1 : part.lastIndexOf('<', end);
    String name = begin < 0 ? "" : unquoted(part.substring(0, begin).strip());
    String uri = begin < 0 ? part : part.substring(begin + 1, end);
    int scheme = uri.indexOf(':');
    String rest = scheme < 0 ? uri : uri.substring(scheme + 1);
    int at = rest.lastIndexOf('@');
    String user = until(';', at < 0 ? rest : rest.substring(0, at));
    String host = at < 0 ? "" : until(':', until('?', until(';', rest.substring(at + 1))));
    return new SipAddress(
        Printable.capped(name, LONGEST_NAME).strip(),
        user.length() > LONGEST_USER ? "" : user.replace("%2B", "+").replace("%2b", "+"),
        host);
  }

  /** The user as a number with its country code; a bare run of 10 to 15 digits is taken for one. */
  Optional<PhoneNumber> number() {
    String digits = SEPARATORS.matcher(user).replaceAll("");
    if (digits.startsWith("00")) {
      digits = "+" + digits.substring(2);
    } else if (INTERNATIONAL.matcher(digits).matches()) {
      digits = "+" + digits;
    }
    return PhoneNumber.tryE164(digits);
  }

  boolean isAnonymous() {
    String who = user.toLowerCase(Locale.ROOT);
    return host.toLowerCase(Locale.ROOT).equals("anonymous.invalid")
        || who.equals("anonymous")
        || who.equals("restricted")
        || who.equals("unavailable")
        || who.equals("unknown")
        // what the carrier dials in place of a withheld number: the letters of ANONYMOUS and
        // RESTRICTED on a keypad
        || who.equals("+266696687")
        || who.equals("266696687")
        || who.equals("+7378742833")
        || who.equals("7378742833");
  }

  private static String until(char mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted
        ? name.substring(1, name.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : name;
  }
}
