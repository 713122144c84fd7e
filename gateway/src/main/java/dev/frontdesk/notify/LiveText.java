package dev.frontdesk.notify;

import dev.frontdesk.store.ChatStore.Line;
import dev.frontdesk.store.ChatStore.Part;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.json.JsonObject;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One message about how a call goes on: whose call, then what was said since the last message, in whole sentences and in order. Pure.
 *
 * @param text escaped; blank: there is nothing to tell
 * @param items of the lines in it
 * @param over whether it says that the call has ended
 * @param part of which line it says only so much, which is too long for one message; null: of none
 */
record LiveText(
    String text, List<String> items, boolean over, @Nullable Part part) {
  static final LiveText NOTHING = new LiveText("", List.of(), false, null);
  static final String KIND = "call.live";
  static final int MOST_ATTEMPTS = 8;

  /** What the head and the end of a message may need. */
  private static final int AROUND = 400;

  /** What the head of a line and its dots may need. */
  private static final int WHO = 40;

  LiveText {
    items = List.copyOf(items);
  }

  /**
   * @param limit in UTF-16 units of the escaped text
   * @param escape of the service
   */
  static LiveText of(Delivery delivery, Story story, int limit, UnaryOperator<String> escape) {
    var said = new StringBuilder();
    var items = new ArrayList<String>();
    Part part = null;
    for (Line line : story.lines()) {
      String told = told(line, line.text(), escape);
      if (line.whole() && said.length() + told.length() <= limit - AROUND) {
        said.append(told);
        items.add(line.item());
        continue;
      }
      if (said.isEmpty()) { // whatever is behind something else has a message of its own
        int end = fitting(line.text(), limit - AROUND - WHO, escape);
        said.append(told(line, line.text().substring(0, end), escape)).append(" …");
        part = new Part(line.item(), line.from() + line.text().codePointCount(0, end));
      }
      break;
    }
    boolean over = story.over() && items.size() == story.lines().size();
    if (said.isEmpty() && !over) {
      return NOTHING;
    }
    var call = new JsonObject(delivery.context() == null ? "{}" : delivery.context())
        .getJsonObject("call");
    JsonObject known = call == null ? new JsonObject() : call;
    String text = escape.apply("☎ " + title(known)) + said + (over ? end(known, escape) : "");
    return new LiveText(text, items, over, part);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Who calls, as a post of a forum is named, too. */
  static String title(JsonObject call) {
    String name = Plain.line(call.getString("callerName", ""));
    String number = Plain.line(call.getString("caller", ""));
    String who = (name + " " + number).strip();
    return Fitted.to(90, who.isEmpty() ? "a withheld number" : who);
  }

  private static String end(JsonObject call, UnaryOperator<String> escape) {
    String outcome = Plain.line(call.getString("outcome", "")).replace('-', ' ');
    Object seconds = call.getValue("seconds");
    String took = seconds instanceof Number number
        ? ", after %d min %d s".formatted(number.longValue() / 60, number.longValue() % 60)
        : "";
    return "\n"
        + escape.apply("— ended" + (outcome.isEmpty() ? "" : ": " + Fitted.to(60, outcome)) + took);
  }

  private static String told(Line line, String text, UnaryOperator<String> escape) {
    String said = Plain.line(text);
    if (said.isEmpty()) {
      return "";
    }
    String who = line.caller() ? "Caller: " : "Receptionist: ";
    return "\n" + escape.apply(who) + (line.from() > 0 ? "… " : "") + escape.apply(said);
  }

  /**
   * Where a text that is too long is cut: after as many whole sentences as fit, or else words, or else characters.
   *
   * @param room in UTF-16 units of the escaped text
   * @return UTF-16 units of the text, at least one character
   */
  static int fitting(String text, int room, UnaryOperator<String> escape) {
    int fits = 0;
    int tooLong = text.length() + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (escape.apply(Plain.line(text.substring(0, middle))).length() <= room) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    for (BreakIterator units : List.of(
        BreakIterator.getSentenceInstance(Locale.ROOT),
        BreakIterator.getLineInstance(Locale.ROOT),
        BreakIterator.getCharacterInstance(Locale.ROOT))) {
      units.setText(text);
      int kept = units.isBoundary(fits) ? fits : units.preceding(fits);
      if (kept > 0) {
        return kept;
      }
    }
    return text.offsetByCodePoints(0, 1);
  }
}
