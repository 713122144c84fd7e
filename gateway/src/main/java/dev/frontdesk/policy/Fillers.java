package dev.frontdesk.policy;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ToolNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is said while a tool is slow. */
public final class Fillers {
  /** While a calendar is asked, which is somebody else's and may take seconds. */
  private static final Map<String, String> CALENDAR = Map.ofEntries(
      Map.entry("en", "One moment please, I am looking at the calendar."),
      Map.entry("de", "Einen Moment bitte, ich sehe im Kalender nach."),
      Map.entry("sk", "Moment prosím, pozerám do kalendára."),
      Map.entry("cs", "Moment prosím, dívám se do kalendáře."),
      Map.entry("pl", "Chwileczkę, sprawdzam w kalendarzu."),
      Map.entry("hu", "Egy pillanat, megnézem a naptárban."),
      Map.entry("fr", "Un instant s'il vous plaît, je regarde l'agenda."),
      Map.entry("es", "Un momento, por favor, estoy mirando la agenda."),
      Map.entry("pt", "Um momento, por favor, estou a ver a agenda."),
      Map.entry("it", "Un attimo, per favore, guardo il calendario."),
      Map.entry("nl", "Een ogenblik, ik kijk in de agenda."),
      Map.entry("uk", "Хвилинку, будь ласка, я дивлюся в календар."));

  private Fillers() {}

  /** By the name of the tool; tools without one are waited for in silence. */
  public static Map<String, String> of(Profile profile, String language) {
    var fillers = new HashMap<String, String>();
    for (String name : List.of(ToolNames.FIND_APPOINTMENTS, ToolNames.BOOK_APPOINTMENT)) {
      if (profile.tools().contains(name)) {
        String sentence = Languages.best(CALENDAR, language);
        fillers.put(name, sentence == null ? CALENDAR.getOrDefault("en", "") : sentence);
      }
    }
    for (HttpTool tool : profile.httpTools()) {
      if (!tool.filler().isBlank()) {
        fillers.put(tool.name(), tool.filler());
      }
    }
    return Map.copyOf(fillers);
  }
}
