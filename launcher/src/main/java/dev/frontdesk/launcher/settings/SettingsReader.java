package dev.frontdesk.launcher.settings;

import dev.frontdesk.Role;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns given values into typed settings, noting every problem before it gives up. */
final class SettingsReader {
  static final String A_URL = "must be a URL that begins with http:// or https://";
  private static final long LEAST_SPOOL = 1L << 20;

  private final Values values;

  SettingsReader(Map<Setting, String> given) {
    values = new Values(given);
  }

  Settings read() {
    var settings = new Settings(
        ports(),
        openAi(),
        new TwilioReader(values).read(),
        new VoiceReader(values).read(),
        values.optional(Setting.PUBLIC_URL, A_URL, SettingsReader::url),
        database(),
        values.required(Setting.DATA, "must be a path", Path::of),
        roles(),
        new ClusterReader(values).read(),
        Keys.of(values, Setting.MASTER_KEY),
        new ApiReader(values).read(),
        spoolBytes(),
        values.integer(Setting.UNKNOWN_NUMBER_CODE, 300, 699),
        values.duration(Setting.RINGING_BUDGET, Duration.ofSeconds(1), Duration.ofSeconds(60)),
        values.duration(Setting.DRAIN_WAIT, Duration.ZERO, Duration.ofMinutes(60)),
        values
            .optional(
                Setting.OUTWARD_ALLOW,
                "must be host:port, :port or blocks such as 10.1.0.0/16, separated by commas",
                OutwardAllow::of)
            .orElse(OutwardAllow.NOTHING),
        values
            .text(Setting.TEXT_MODEL, "must be one word without spaces", "\\S{1,100}")
            .filter(model -> !model.equals("none")),
        new MailReader(values).read(),
        values.text(
            Setting.DIALLED_HEADER, "must be the name of a SIP header", "[A-Za-z0-9-]{1,64}"),
        logs(),
        new TracingReader(values).read());
    if (!values.problems().isEmpty()) {
      throw new SettingsRefused(values.problems());
    }
    return settings;
  }

  private Settings.Ports ports() {
    return new Settings.Ports(
        values.required(Setting.HOST, "must be a host or an address", text -> text),
        values.required(Setting.PORT, Amounts.A_PORT, Amounts::port),
        values.required(Setting.ADMIN_PORT, Amounts.A_PORT, Amounts::port),
        values.required(Setting.MANAGEMENT_PORT, Amounts.A_PORT, Amounts::port));
  }

  private Settings.OpenAi openAi() {
    return new Settings.OpenAi(
        values
            .text(Setting.OPENAI_API_KEY, "must be one word of printable characters", "[!-~]+")
            .map(Secret::of),
        values
            .optional(
                Setting.OPENAI_WEBHOOK_SECRET,
                "must be whsec_ and base64; several are separated by a space or comma",
                SettingsReader::secrets)
            .orElse(List.of()),
        values.required(Setting.OPENAI_BASE_URL, A_URL, SettingsReader::url));
  }

  private Optional<DatabaseSettings> database() {
    return values.optional(
        Setting.DATABASE_URL,
        "must be postgres://user:password@host:5432/database?sslmode=…,"
            + " with special characters percent-encoded and an sslmode libpq knows",
        DatabaseSettings::parse);
  }

  private Set<Role> roles() {
    return values.required(
        Setting.ROLES,
        "must be all, or some of "
            + Arrays.toString(Role.values()).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""),
        text -> text.equals("all") ? Role.ALL : Role.parse(text));
  }

  private long spoolBytes() {
    return values.required(Setting.SPOOL_BYTES, "must be a size from 1M up, such as 256M", text -> {
      long bytes = Amounts.bytes(text);
      if (bytes < LEAST_SPOOL) {
        throw new IllegalArgumentException();
      }
      return bytes;
    });
  }

  private Logs logs() {
    return values.required(
        Setting.LOG,
        "must be text or json, a level (error, warn, info, debug, trace), or both",
        SettingsReader::logs);
  }

  static URI url(String text) {
    URI url = URI.create(text.replaceAll("/+$", ""));
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static List<Secret> secrets(String text) {
    return Keys.words(text).map(SettingsReader::webhookSecret).toList();
  }

  private static Secret webhookSecret(String text) {
    if (!text.startsWith("whsec_")
        || Base64.getDecoder().decode(text.substring("whsec_".length())).length == 0) {
      throw new IllegalArgumentException();
    }
    return Secret.of(text);
  }

  private static Logs logs(String text) {
    var form = Logs.Form.TEXT;
    var level = Logs.Level.INFO;
    for (String word : text.toUpperCase(Locale.ROOT).split("[\\s,]+", -1)) {
      if (word.equals("TEXT") || word.equals("JSON")) {
        form = Logs.Form.valueOf(word);
      } else {
        level = Logs.Level.valueOf(word);
      }
    }
    return new Logs(form, level);
  }
}
