package dev.frontdesk.launcher.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.ClusterSettings;
import dev.frontdesk.GatewaySettings;
import dev.frontdesk.Role;
import dev.frontdesk.admin.api.ApiSettings;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.VoiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void nothingGivenIsAnInstallationOfDefaults() {
    Settings settings = Settings.of(Map.of());
    assertEquals(new Settings.Ports("0.0.0.0", 8080, 8081, 8082), settings.ports());
    assertEquals(Role.ALL, settings.roles());
    assertEquals(GatewaySettings.SPOOL_BYTES, settings.spoolBytes());
    assertEquals(GatewaySettings.RINGING_BUDGET, settings.ringingBudget());
    assertEquals(GatewaySettings.UNKNOWN_NUMBER_CODE, settings.unknownNumberCode());
    assertEquals("https://api.openai.com/v1", settings.openAi().baseUrl().toString());
    assertEquals(Optional.of(TurnDetection.standard()), turnDetection(settings));
    assertEquals(new Logs(Logs.Form.TEXT, Logs.Level.INFO), settings.logs());
    assertEquals(Optional.empty(), settings.database());
    assertEquals(Optional.empty(), settings.cluster());
  }

  @Test
  void everyExampleOfThePageIsARightValue() {
    var given = new HashMap<Setting, String>();
    for (Setting setting : Setting.values()) {
      given.put(setting, setting.example());
    }
    // Those that say "your own here", or that exclude another.
    given.put(Setting.OPENAI_API_KEY, "sk-proj-1");
    given.put(Setting.OPENAI_WEBHOOK_SECRET, "whsec_c2VjcmV0");
    given.put(Setting.DATABASE_URL, "postgres://frontdesk:x@db:5432/frontdesk?sslmode=require");
    given.put(Setting.MASTER_KEY, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    given.put(Setting.CLUSTER_SECRET, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    given.put(Setting.BOOTSTRAP_KEY, "fd_0123456789-0123456789");
    given.remove(Setting.VOICE_VAD_EAGERNESS);
    // Files that are not there; ClusterReaderTest has some.
    given.keySet().removeAll(Set.of(Setting.CLUSTER_CERT, Setting.CLUSTER_KEY, Setting.CLUSTER_CA));
    given.put(Setting.VOICE_TURN_DETECTION, "server");
    Settings settings = Settings.of(given);
    assertEquals(Set.of(Role.WEBHOOKS, Role.ACCEPTANCE), settings.roles());
    assertEquals(Optional.of("X-Dialled-Number"), settings.dialledHeader());
    assertTrue(settings.voice().noiseReduction() == VoiceSettings.NoiseReduction.NEAR_FIELD);
    assertEquals(
        Optional.of(
            new TurnDetection(TurnDetection.Kind.SERVER, 0.6, 300, 600, 8_000, null, false)),
        turnDetection(settings));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      PORT                            | 70000       | PORT is '70000' but must be a port, 0 to 65535
      OPENAI_BASE_URL                 | api.com     | OPENAI_BASE_URL is 'api.com' but must be a URL that begins with http:// or https://
      FRONTDESK_VOICE_SPEED           | 2           | FRONTDESK_VOICE_SPEED is '2' but must be a number from 0.25 to 1.5
      FRONTDESK_VOICE_INTERRUPTIBLE   | yes         | FRONTDESK_VOICE_INTERRUPTIBLE is 'yes' but must be one of true, false
      FRONTDESK_RINGING_BUDGET        | 8           | FRONTDESK_RINGING_BUDGET is '8' but must be a time from 1s to 60s, such as 30s
      FRONTDESK_SPOOL_BYTES           | 1K          | FRONTDESK_SPOOL_BYTES is '1K' but must be a size from 1M up, such as 256M
      FRONTDESK_SPOOL_BYTES           | 99999999999G | FRONTDESK_SPOOL_BYTES is '99999999999G' but must be a size from 1M up, such as 256M
      FRONTDESK_ROLES                 | webhook     | FRONTDESK_ROLES is 'webhook' but must be all, or some of webhooks, acceptance, sessions, transfers, notifications, admin
      FRONTDESK_CLUSTER               | host1,host2 | FRONTDESK_CLUSTER is 'host1,host2' but must be tcp:host1,host2 or kubernetes:service-dns
      FRONTDESK_BUS_PORT              | 65536       | FRONTDESK_BUS_PORT is '65536' but must be a port, 0 to 65535
      FRONTDESK_SMTP_TLS              | ssl         | FRONTDESK_SMTP_TLS is 'ssl' but must be starttls, implicit or none
      FRONTDESK_SMTP_HOST             | mail.example | FRONTDESK_SMTP_HOST needs FRONTDESK_SMTP_FROM
      FRONTDESK_SMTP_FROM             | a@b.example | FRONTDESK_SMTP_FROM needs FRONTDESK_SMTP_HOST
      FRONTDESK_UNKNOWN_NUMBER_CODE   | 200         | FRONTDESK_UNKNOWN_NUMBER_CODE is '200' but must be a whole number from 300 to 699
      FRONTDESK_LOG                   | loud        | FRONTDESK_LOG is 'loud' but must be text or json, a level (error, warn, info, debug, trace), or both
      FRONTDESK_OIDC_ISSUER           | http://login.example.com | FRONTDESK_OIDC_ISSUER is 'http://login.example.com' but must be a URL that begins with https://, without query
      FRONTDESK_OIDC_ALGORITHMS       | RS256 HS256 | FRONTDESK_OIDC_ALGORITHMS is 'RS256 HS256' but must be some of RS256 PS256 ES256 EdDSA
      FRONTDESK_OIDC_TOKEN_TYPE       | id          | FRONTDESK_OIDC_TOKEN_TYPE is 'id' but must be at+jwt or jwt
      FRONTDESK_API_BURST             | 0           | FRONTDESK_API_BURST is '0' but must be a whole number from 1 to 1000000
      FRONTDESK_TRUSTED_PROXIES       | 10.0.0.0/99 | FRONTDESK_TRUSTED_PROXIES is '10.0.0.0/99' but must be addresses or networks such as 10.0.0.0/8, separated by space or comma
      INPUT_TRANSCRIPTION_LANGUAGE    | english     | INPUT_TRANSCRIPTION_LANGUAGE is 'english' but must be two lower-case letters (ISO 639-1)
      """)
  void aMalformedValueIsNamedWithWhatWouldBeRight(String key, String value, String problem) {
    assertEquals(List.of(problem), problems(Map.of(Setting.named(key).orElseThrow(), value)));
  }

  @Test
  void allProblemsAreNamedAtOnceAndNoSecretIsRepeated() {
    List<String> problems = problems(Map.of(
        Setting.PORT, "x",
        Setting.DATABASE_URL, "mysql://u:hunter2@db/x",
        Setting.OPENAI_WEBHOOK_SECRET, "hunter2",
        Setting.OPENAI_API_KEY, "hunter 2",
        Setting.TWILIO_ACCOUNT_SID, "AC" + "0".repeat(32),
        Setting.TWILIO_AUTH_TOKEN, "hunter2",
        Setting.CLUSTER_SECRET, "hunter2",
        Setting.MASTER_KEY, "hunter2"));
    assertEquals(7, problems.size());
    assertFalse(problems.toString().contains("hunter"), problems.toString());
  }

  @Test
  void aCarrierAccountIsItsIdAndItsTokens() {
    String account = "AC" + "0".repeat(32);
    String token = "a".repeat(32);
    assertEquals(
        List.of("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN need each other"),
        problems(Map.of(Setting.TWILIO_ACCOUNT_SID, account)));
    Settings.Twilio twilio = Settings.of(Map.of(
            Setting.TWILIO_ACCOUNT_SID,
            account,
            Setting.TWILIO_AUTH_TOKEN,
            token + ", " + "b".repeat(32),
            Setting.TWILIO_SIP_DOMAIN,
            "voice.sip.twilio.com"))
        .twilio()
        .orElseThrow();
    assertEquals(account, twilio.accountSid());
    assertEquals(
        List.of(token, "b".repeat(32)),
        twilio.authTokens().stream().map(each -> each.reveal()).toList());
    assertEquals(Optional.of("voice.sip.twilio.com"), twilio.sipDomain());
    assertEquals(Optional.empty(), Settings.of(Map.of()).twilio());
  }

  @Test
  void anIssuerIsNothingWithoutAnAudience() {
    assertEquals(
        List.of("FRONTDESK_OIDC_ISSUER needs FRONTDESK_OIDC_AUDIENCE"),
        problems(Map.of(Setting.OIDC_ISSUER, "https://login.example.com")));
    assertEquals(Optional.empty(), Settings.of(Map.of()).api().oidc());
    assertEquals(
        "https://login.example.com/",
        Settings.of(Map.of(
                Setting.OIDC_ISSUER, "https://login.example.com/",
                Setting.OIDC_AUDIENCE, "desk"))
            .api()
            .oidc()
            .orElseThrow()
            .issuer());
  }

  @Test
  void limitsOfTheAdminApiAreTheOnesThatApplyWhenNobodySaysOtherwise() {
    assertEquals(ApiSettings.DEFAULTS, Settings.of(Map.of()).api());
    ApiSettings given = Settings.of(
            Map.of(Setting.API_REQUESTS, "7", Setting.API_BURST, "8", Setting.API_FAILURES, "9"))
        .api();
    assertEquals(
        List.of(7, 8, 9), List.of(given.requestsPerSecond(), given.burst(), given.failures()));
  }

  @Test
  void settingsOfTheOtherTurnDetectionAreRefused() {
    assertEquals(
        List.of("FRONTDESK_VOICE_VAD_SILENCE is for FRONTDESK_VOICE_TURN_DETECTION=server only"),
        problems(
            Map.of(Setting.VOICE_TURN_DETECTION, "semantic", Setting.VOICE_VAD_SILENCE, "600ms")));
  }

  @Test
  void severalWebhookSecretsAreSeparatedBySpaceOrComma() {
    Settings settings =
        Settings.of(Map.of(Setting.OPENAI_WEBHOOK_SECRET, "whsec_YQ==, whsec_Yg== whsec_Yw=="));
    assertEquals(
        List.of(Secret.of("whsec_YQ=="), Secret.of("whsec_Yg=="), Secret.of("whsec_Yw==")),
        settings.openAi().webhookSecrets());
  }

  @Test
  void severalMasterKeysStandOneUnderTheOtherTheNewestFirst(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("keys"), "%s\n%s\n\n".formatted(key("n"), key("o")));
    List<Secret> both = List.of(Secret.of(key("n")), Secret.of(key("o")));
    assertEquals(both, masterKeys("file:" + file));
    assertEquals(both, masterKeys(key("n") + " " + key("o")));
    assertEquals(both, masterKeys(key("n") + "," + key("o")));
    assertEquals(List.of(), Settings.of(Map.of()).masterKeys());
  }

  @Test
  void oneMalformedMasterKeyAmongSeveralIsRefusedWithoutRepeatingAny(@TempDir Path folder)
      throws IOException {
    String empty = "file:" + Files.writeString(folder.resolve("empty"), "\n");
    for (String keys : List.of(key("n") + " aHVudGVyMg==", key("n") + "\nhunter2", empty, ",")) {
      List<String> problems = problems(Map.of(Setting.MASTER_KEY, keys));
      assertEquals(1, problems.size(), problems.toString());
      assertFalse(
          problems.toString().contains("hunter") || problems.toString().contains(key("n")),
          problems.toString());
    }
  }

  @Test
  void printedSettingsShowNoSecret() {
    Settings settings = Settings.of(Map.of(
        Setting.OPENAI_API_KEY, "sk-hunter2",
        Setting.OPENAI_WEBHOOK_SECRET, "whsec_aHVudGVyMg==",
        Setting.DATABASE_URL, "postgres://u:hunter2@db/x",
        Setting.MASTER_KEY, "aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMmh1bnQ="));
    String printed = settings.toString();
    assertFalse(printed.contains("hunter2") || printed.contains("aHVudGVyM"), printed);
  }

  @Test
  void aClusterIsReachedAtTheHostThatIsSet() {
    Settings settings = Settings.of(
        Map.of(Setting.CLUSTER, "tcp:10.0.0.1,10.0.0.2:5702", Setting.CLUSTER_HOST, "10.0.0.3"));
    assertEquals(
        Optional.of(new ClusterSettings(
            "10.0.0.3", List.of("10.0.0.1", "10.0.0.2:5702"), null, ClusterSettings.PORT)),
        settings.cluster());
  }

  @Test
  void aClusterPortIsSetWhereNodesShareAnAddress() {
    Settings settings = Settings.of(
        Map.of(Setting.CLUSTER, "tcp:127.0.0.1:6001", Setting.CLUSTER_HOST, "127.0.0.1:6002"));
    assertEquals(
        Optional.of(new ClusterSettings("127.0.0.1", List.of("127.0.0.1:6001"), null, 6_002)),
        settings.cluster());
    assertEquals("fd00::1", ClusterSettings.parse("tcp:fd00::2", "fd00::1").host());
  }

  @Test
  void timesAndSizesHaveUnits() {
    assertEquals(
        Duration.ofMillis(1_500), Amounts.duration("1500ms", Duration.ZERO, Duration.ofMinutes(1)));
    assertEquals(1L << 30, Amounts.bytes("1 GiB"));
    assertEquals(4_096, Amounts.bytes("4096"));
    assertTrue(Amounts.text(Duration.ofMillis(250)).equals("250ms"));
  }

  private static List<Secret> masterKeys(String text) {
    return Settings.of(Map.of(Setting.MASTER_KEY, text)).masterKeys();
  }

  private static String key(String letter) {
    return Base64.getEncoder().encodeToString(letter.repeat(32).getBytes(UTF_8));
  }

  private static Optional<TurnDetection> turnDetection(Settings settings) {
    return Optional.ofNullable(settings.voice().turnDetection());
  }

  private static List<String> problems(Map<Setting, String> given) {
    return assertThrows(SettingsRefused.class, () -> Settings.of(given)).problems();
  }
}
