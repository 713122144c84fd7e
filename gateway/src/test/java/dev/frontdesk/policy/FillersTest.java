package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillersTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      de-AT | Einen Moment bitte, ich sehe im Kalender nach.
      sk    | Moment prosím, pozerám do kalendára.
      xx    | One moment please, I am looking at the calendar.
      """)
  void aCalendarIsWaitedForInTheLanguageOfTheCall(String language, String sentence) {
    var profile = Desk.profile("", List.of(), "find_appointments", "book_appointment", "end_call");
    assertEquals(
        Map.of("find_appointments", sentence, "book_appointment", sentence),
        Fillers.of(profile, language));
    assertEquals(Map.of(), Fillers.of(Desk.profile("", List.of(), "end_call"), language));
  }

  @Test
  void aToolOfTheBusinessHasItsOwnSentenceOrNone() {
    Profile own = Desk.profile("", List.of(), "stock", "quick");
    var profile = new Profile(
        own.id(),
        own.version(),
        own.prompt(),
        own.greeting(),
        own.closedGreeting(),
        own.holidayGreeting(),
        own.voice(),
        own.tools(),
        own.knowledge(),
        List.of(tool("stock", "I am asking the bakery."), tool("quick", " ")),
        own.languages());
    assertEquals(Map.of("stock", "I am asking the bakery."), Fillers.of(profile, "de"));
  }

  private static HttpTool tool(String name, String filler) {
    return new HttpTool(
        name,
        "",
        HttpTool.Method.GET,
        "https://shop.example/",
        Map.of("type", "object"),
        null,
        Map.of(),
        List.of(),
        false,
        Duration.ofSeconds(2),
        true,
        filler);
  }
}
