package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.EmergencyCare;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmergencyPlanTest {
  private final Desk desk = new Desk();

  @ParameterizedTest
  @CsvSource({
    "de-AT, Wählen Sie 144.",
    "de, Wählen Sie 112.",
    "DE-ch, Wählen Sie 112.",
    "en, Call 112."
  })
  void saysTheTenantsSentenceInTheLanguageOfTheCall(String language, String expected) {
    care(Map.of("de", "Wählen Sie 112.", "de-AT", "Wählen Sie 144.", "en", "Call 112."), null);
    assertEquals(expected, plan(language).sentence());
  }

  @Test
  void saysTheStandardSentenceWithTheNumberOfTheRegion() {
    assertTrue(plan("en-GB").sentence().endsWith("call 112 now."), plan("en-GB").sentence());
    assertTrue(plan("sk").sentence().endsWith("volajte 112."), plan("sk").sentence());
  }

  @Test
  void speaksTheTenantsLanguageWhereTheCallersIsUnknown() {
    assertEquals(plan("sk").sentence(), plan("tlh").sentence());
  }

  @Test
  void isOnByDefaultAndCanBeSwitchedOff() {
    assertEquals(new Emergency(true, List.of(), plan("en").sentence(), null), plan("en"));
    desk.emergency = new EmergencyCare(false, true, Map.of(), Map.of(), null);
    assertNull(EmergencyPlan.of(desk.tenant(), "en"));
  }

  @Test
  void knowsWhomToPutTheCallerThroughTo() {
    desk.targets = List.of(Desk.during(Desk.weekdays(), Desk.target("duty", "Duty")));
    care(Map.of(), "duty");
    assertEquals(desk.targets.get(0), plan("en").target());
    care(Map.of(), "gone");
    assertNull(plan("en").target());
  }

  @Test
  void whatNobodyCanSayIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmergencyCare(true, true, Map.of("en", List.of("?!")), Map.of(), null));
    List<String> many = Collections.nCopies(101, "fire");
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmergencyCare(true, true, Map.of("en", many), Map.of(), null));
  }

  private void care(Map<String, String> sentences, @Nullable String target) {
    desk.emergency = new EmergencyCare(true, true, Map.of(), sentences, target);
  }

  private Emergency plan(String language) {
    return Objects.requireNonNull(EmergencyPlan.of(desk.tenant(), language));
  }
}
