package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.SpokenLanguage;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.ProfileStore.Draft;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Callers of several languages, from the settings in the database to what they hear and what the provider is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final SpokenLanguage GERMAN =
      new SpokenLanguage("Guten Tag, Bäckerei Novak. Was darf es sein?", "", "", "cedar");

  private final TestGateway desk = new TestGateway();

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void isGreetedInTheLanguageOfTheirCountryAndWithItsVoice() {
    publish(false);
    JsonObject audio = answered("+431234567", "Sie sprechen mit einer künstlichen Intelligenz");
    assertEquals("cedar", audio.getJsonObject("output").getString("voice"));
    assertEquals("de", language(audio));

    audio = answered("+421900000009", "You are speaking with an AI assistant");
    assertEquals("marin", audio.getJsonObject("output").getString("voice"));
    assertEquals("en", language(audio));

    publish(true);
    assertNull(language(answered("+431234567", "Guten Tag")));
  }

  @Test
  void theDialledNumberHasALanguageToo() {
    desk.server.run(
        "UPDATE phone_number SET language = 'fr-CA' WHERE e164 = '" + TestGateway.NUMBER + "'");
    TestGateway.eventually(
        () -> desk.directory.tenant(BAKERY).orElseThrow().numberLanguages().size(),
        known -> known == 1);
    var report = desk.place("""
        steps: [ greeting, hang-up ]
        expect: { outcome: caller-hung-up, agent-says: [ You are speaking with an AI assistant ] }
        """);
    desk.server.run("UPDATE phone_number SET language = NULL");
    TestGateway.eventually(
        () -> desk.directory.tenant(BAKERY).orElseThrow().numberLanguages().size(),
        known -> known == 0);

    assertEquals(List.of(), report.broken());
    assertTrue(desk.eventually(
            "SELECT language || ' ' || array_to_string(reasons, ', ') FROM call WHERE provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1)
        .get(0)
        .matches("fr-CA .*language-of-number: fr-CA.*"));
  }

  private void publish(boolean mirror) {
    var draft = new Draft(
        "You answer for a bakery.",
        "Good day, this is Bakery Novak. How can I help?",
        "",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(),
        List.of(),
        new ProfileLanguages(mirror, Map.of("de", GERMAN), Map.of("+43", "de-AT")));
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores ->
            stores.profiles().saveDraft(draft).compose(id -> stores.profiles().publish(id))));
    TestGateway.eventually(
        () -> String.valueOf(desk.directory.tenant(BAKERY).orElseThrow().profile()),
        profile -> profile.contains("mirror=" + mirror) && profile.contains("+43"));
  }

  /** The audio part of what the call was accepted with. */
  private JsonObject answered(String caller, String heard) {
    var report = desk.place("from: \"" + caller + "\"\n" + """
        steps: [ greeting, hang-up ]
        expect: { outcome: caller-hung-up, agent-says: [ "%s" ] }
        """.formatted(heard));
    assertEquals(List.of(), report.broken());
    return new JsonObject(String.valueOf(report.session())).getJsonObject("audio");
  }

  private static @org.jspecify.annotations.Nullable String language(JsonObject audio) {
    return audio.getJsonObject("input").getJsonObject("transcription").getString("language");
  }
}
