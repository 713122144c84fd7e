package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Secret;
import dev.frontdesk.notify.SmtpSettings;
import dev.frontdesk.notify.SmtpSettings.Tls;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The installation's mail server: with an address to send from, and with a user and a password or neither. */
final class MailReader {
  private static final List<Setting> NEED_A_HOST =
      List.of(Setting.SMTP_USER, Setting.SMTP_PASSWORD, Setting.SMTP_FROM);

  private final Values values;

  MailReader(Values values) {
    this.values = values;
  }

  Optional<SmtpSettings> read() {
    Optional<String> host =
        values.text(Setting.SMTP_HOST, "must be a host or an address", "[A-Za-z0-9.:-]{1,253}");
    int port = values.integer(Setting.SMTP_PORT, 1, 65_535);
    Tls tls = values.required(
        Setting.SMTP_TLS,
        "must be starttls, implicit or none",
        text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)));
    Optional<String> user = values.text(
        Setting.SMTP_USER, "must be printable characters without spaces", "[!-~]{1,200}");
    Optional<Secret> password = values
        .text(Setting.SMTP_PASSWORD, "must be one line of at most 1000 characters", ".{1,1000}")
        .map(Secret::of);
    Optional<String> from = values.text(
        Setting.SMTP_FROM,
        "must be an address such as desk@example.com",
        "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}");
    check();
    return host.flatMap(server -> from.filter(address -> user.isPresent() == password.isPresent())
        .map(address -> new SmtpSettings(server, port, tls, user, password, address)));
  }

  private void check() {
    boolean server = values.isGiven(Setting.SMTP_HOST);
    if (server && !values.isGiven(Setting.SMTP_FROM)) {
      values.problem("%s needs %s".formatted(Setting.SMTP_HOST.key(), Setting.SMTP_FROM.key()));
    }
    if (values.isGiven(Setting.SMTP_USER) != values.isGiven(Setting.SMTP_PASSWORD)) {
      values.problem("%s and %s need each other"
          .formatted(Setting.SMTP_USER.key(), Setting.SMTP_PASSWORD.key()));
    }
    if (!server) {
      NEED_A_HOST.stream()
          .filter(values::isGiven)
          .forEach(
              each -> values.problem("%s needs %s".formatted(each.key(), Setting.SMTP_HOST.key())));
    }
  }
}
