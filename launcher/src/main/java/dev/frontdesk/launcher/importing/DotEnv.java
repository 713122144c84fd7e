package dev.frontdesk.launcher.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment file: {@code NAME=value} a line, with {@code export}, comments, and single or double quotes; double-quoted values may go on
 * over several lines.
 */
final class DotEnv {
  private static final int LARGEST = 256 << 10;
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)')\\s*(?:#.*)?", Pattern.DOTALL);
  private static final Pattern OPEN_QUOTE =
      Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*+|'[^']*+)", Pattern.DOTALL);

  private final SourceFile file;
  private final Map<String, String> values = new LinkedHashMap<>();

  private DotEnv(SourceFile file) {
    this.file = file;
  }

  /** @return values by name; the last of two counts */
  static Map<String, String> read(SourceFile file) {
    var env = new DotEnv(file);
    env.parse(file.text(LARGEST).orElseThrow(() -> file.wrong("is not there")));
    return env.values;
  }

  private void parse(String text) {
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i;
      String line = lines[i];
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher assignment = assignment(line, first);
      var value = new StringBuilder(assignment.group(2));
      while (OPEN_QUOTE.matcher(value).matches()) {
        if (++i == lines.length) {
          throw wrong(first, "opens a quote that nothing closes");
        }
        value.append('\n').append(lines[i]);
      }
      values.put(assignment.group(1), unquoted(value.toString(), first));
    }
  }

  private Matcher assignment(String line, int number) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (!assignment.matches()) {
      throw wrong(number, "is not NAME=value");
    }
    return assignment;
  }

  private String unquoted(String value, int line) {
    Matcher quoted = QUOTED.matcher(value);
    if (quoted.matches()) {
      return quoted.group(1) == null ? quoted.group(2) : unescaped(quoted.group(1));
    }
    if (value.startsWith("\"") || value.startsWith("'")) {
      throw wrong(line, "goes on after its closing quote");
    }
    return value.replaceFirst("(^|\\s)#.*", "").strip();
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)", Pattern.DOTALL)
        .matcher(text)
        .replaceAll(escape -> Matcher.quoteReplacement(
            switch (escape.group(1)) {
              case "n" -> "\n";
              case "t" -> "\t";
              case "r" -> "";
              default -> escape.group(1);
            }));
  }

  private RuntimeException wrong(int line, String what) {
    return file.wrong("line " + (line + 1) + " " + what);
  }
}
