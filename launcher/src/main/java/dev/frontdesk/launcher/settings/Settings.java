package dev.frontdesk.launcher.settings;

import dev.frontdesk.ClusterSettings;
import dev.frontdesk.Role;
import dev.frontdesk.admin.api.ApiSettings;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.notify.SmtpSettings;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the program was told, checked. Each component is described at the {@link Setting} of its name.
 *
 * @param twilio empty: the platform has no carrier account
 * @param publicUrl without a slash at its end
 * @param database empty: the embedded one
 * @param cluster empty: one node alone
 * @param masterKeys the newest first, each 32 bytes in base64; empty: those of the data folder
 * @param api who is let in to the admin API
 * @param textModel empty: calls are summed up by rules
 * @param mail empty: nobody is told by e-mail
 * @param tracing empty: calls are not traced
 */
public record Settings(
    Ports ports,
    OpenAi openAi,
    Optional<Twilio> twilio,
    VoiceSettings voice,
    Optional<URI> publicUrl,
    Optional<DatabaseSettings> database,
    Path data,
    Set<Role> roles,
    Optional<ClusterSettings> cluster,
    List<Secret> masterKeys,
    ApiSettings api,
    long spoolBytes,
    int unknownNumberCode,
    Duration ringingBudget,
    Duration drainWait,
    OutwardAllow outwardAllow,
    Optional<String> textModel,
    Optional<SmtpSettings> mail,
    Optional<String> dialledHeader,
    Logs logs,
    Optional<Tracing> tracing) {
  public Settings {
    roles = Set.copyOf(roles);
    masterKeys = List.copyOf(masterKeys);
  }

  /** The newest first; none: nodes do not have to know one. */
  public List<Secret> clusterSecrets() {
    return cluster.map(ClusterSettings::secrets).orElse(List.of());
  }

  /** Where the program listens. A port of 0 is any free one. */
  public record Ports(String host, int calls, int admin, int management) {}

  /**
   * The platform's own provider project.
   *
   * @param webhookSecrets any of them may have signed
   */
  public record OpenAi(Optional<Secret> apiKey, List<Secret> webhookSecrets, URI baseUrl) {
    public OpenAi {
      webhookSecrets = List.copyOf(webhookSecrets);
    }
  }

  /**
   * The platform's own carrier account.
   *
   * @param authTokens the newest first, which also asks; any of them may have signed
   * @param sipDomain whose calls come to us, so that calls by SIP trunk can be moved there; empty: none
   */
  public record Twilio(
      String accountSid, List<Secret> authTokens, URI baseUrl, Optional<String> sipDomain) {
    public Twilio {
      authTokens = List.copyOf(authTokens);
    }
  }

  /**
   * The master keys in {@code file}, the newest first.
   *
   * @throws SettingsRefused if it holds none, or anything else
   */
  public static List<Secret> masterKeys(Path file) {
    return of(Map.of(Setting.MASTER_KEY, "file:" + file)).masterKeys();
  }

  /**
   * @param given values by the names of {@link Setting}; absent or blank: the default applies
   * @throws SettingsRefused naming every malformed one
   */
  public static Settings of(Map<Setting, String> given) {
    return new SettingsReader(given).read();
  }
}
