package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Secret;
import java.util.List;
import java.util.Optional;

/** The platform's own carrier account: both of its names, or none. */
final class TwilioReader {
  private final Values values;

  TwilioReader(Values values) {
    this.values = values;
  }

  Optional<Settings.Twilio> read() {
    var account = values.text(
        Setting.TWILIO_ACCOUNT_SID, "must be AC and 32 hexadecimal digits", "AC[0-9a-f]{32}");
    var tokens = values.optional(
        Setting.TWILIO_AUTH_TOKEN,
        "must be 32 letters and digits; several are separated by a space or comma",
        TwilioReader::tokens);
    var baseUrl =
        values.required(Setting.TWILIO_BASE_URL, SettingsReader.A_URL, SettingsReader::url);
    var domain = values.text(
        Setting.TWILIO_SIP_DOMAIN,
        "must be a host name in lower case",
        "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    if (values.isGiven(Setting.TWILIO_ACCOUNT_SID) != values.isGiven(Setting.TWILIO_AUTH_TOKEN)) {
      values.problem("%s and %s need each other"
          .formatted(Setting.TWILIO_ACCOUNT_SID.key(), Setting.TWILIO_AUTH_TOKEN.key()));
    }
    return account.flatMap(
        sid -> tokens.map(secrets -> new Settings.Twilio(sid, secrets, baseUrl, domain)));
  }

  private static List<Secret> tokens(String text) {
    return Keys.words(text).map(TwilioReader::token).toList();
  }

  private static Secret token(String word) {
    if (!word.matches("[A-Za-z0-9]{32}")) {
      throw new IllegalArgumentException();
    }
    return Secret.of(word);
  }
}
