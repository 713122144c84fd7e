package dev.frontdesk.notify;

import java.util.stream.Collectors;

/** A notice as a mail: its subject, and its words as plain text and as simple HTML. */
final class MailText {
  private static final int LONGEST_SUBJECT = 150;

  private MailText() {}

  static String subject(Notice notice) {
    return Fitted.to(LONGEST_SUBJECT, notice.title());
  }

  static String text(Notice notice) {
    return notice.text() + "\n";
  }

  static String html(Notice notice) {
    String rows = notice.lines().stream()
        .map(line -> "<tr><th align=\"left\">%s</th><td>%s</td></tr>"
            .formatted(escaped(line.name()), escaped(line.value())))
        .collect(Collectors.joining());
    String words = notice.words().isEmpty()
        ? ""
        : "<p style=\"white-space: pre-wrap\">" + escaped(notice.words()) + "</p>";
    return "<!DOCTYPE html><html><body><h3>%s</h3><table>%s</table>%s</body></html>"
        .formatted(escaped(notice.title()), rows, words);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
