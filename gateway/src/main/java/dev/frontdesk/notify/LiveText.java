package dev.frontdesk.notify;

import dev.frontdesk.store.ChatStore.Line;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.json.JsonObject;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One message about how a call goes on: whose call, then what was said since the last message, in whole sentences and in order. Pure.
 *
 * @param text escaped; blank: there is nothing to tell
 * @param items of the lines in it
 * @param over whether it says that the call has ended
 */
record LiveText(String text, List<String> items, boolean over) {
  static final String KIND = "call.live";
  static final int MOST_ATTEMPTS = 8;

  /** What the head and the end of a message may need. */
  private static final int AROUND = 400;

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
    for (Line line : story.lines()) {
      String told = told(line, limit - AROUND, escape);
      if (said.length() + told.length() > limit - AROUND) {
        break;
      }
      said.append(told);
      items.add(line.item());
    }
    boolean over = story.over() && items.size() == story.lines().size();
    if (items.isEmpty() && !over) {
      return new LiveText("", List.of(), false);
    }
    var call = new JsonObject(delivery.context() == null ? "{}" : delivery.context())
        .getJsonObject("call");
    JsonObject known = call == null ? new JsonObject() : call;
    String text = escape.apply("☎ " + title(known)) + said + (over ? end(known, escape) : "");
    return new LiveText(text, items, over);
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

  private static String told(Line line, int room, UnaryOperator<String> escape) {
    String who = line.caller() ? "Caller: " : "Receptionist: ";
    return "\n" + escape.apply(who) + sentences(Plain.line(line.text()), room - 40, escape);
  }

  /** As many whole sentences as fit; of a first one that does not, as much as does. */
  static String sentences(String text, int room, UnaryOperator<String> escape) {
    String whole = escape.apply(text);
    if (whole.length() <= room) {
      return whole;
    }
    var ends = BreakIterator.getSentenceInstance(Locale.ROOT);
    ends.setText(text);
    int kept = 0;
    for (int end = ends.next(); end != BreakIterator.DONE; end = ends.next()) {
      if (escape.apply(text.substring(0, end)).length() > room - 2) {
        break;
      }
      kept = end;
    }
    return kept > 0
        ? escape.apply(text.substring(0, kept).strip()) + " …"
        : escape.apply(Fitted.to(room / 2, text));
  }
}
