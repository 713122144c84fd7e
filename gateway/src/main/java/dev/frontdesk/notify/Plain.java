package dev.frontdesk.notify;

/** Words of strangers as plain text: nothing that controls, and nothing that becomes a link. */
final class Plain {
  private Plain() {}

  /** On one line. */
  static String line(String text) {
    return words(text).replaceAll("\\s+", " ").strip();
  }

  /**
   * On as many lines as it has. Control and formatting characters go, also those that turn the direction of writing round; an address is
   * broken where chats and mail programs begin to see a link.
   */
  static String words(String text) {
    return text.replaceAll("\\r\\n?", "\n")
        .replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ")
        .replaceAll("[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]", "")
        .replace("://", ": //")
        .replaceAll("(?i)\\b(www)\\.", "$1 .")
        .strip();
  }
}
