package dev.frontdesk;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.notify.SmtpSettings;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.provider.realtime.Models;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is told at start.
 *
 * @param host interface the call port listens on
 * @param port call port; 0: any free one
 * @param defaultEndpoint the platform's own provider project; empty: only endpoints from the database
 * @param voice installation-wide defaults for what a profile leaves unset
 * @param dialledHeader SIP header in which the carrier names the dialled number; null: the usual ones (openai.md 1.5)
 * @param spoolFile where journal entries wait while the database is away
 * @param spoolBytes its largest size
 * @param ringingBudget how long a caller may ring while we try to accept
 * @param unknownNumberCode SIP code for numbers that are nobody's, 300 to 699
 * @param lease how long this node may act without renewing its lease
 * @param outward where requests that tenants wish for may go, besides the open internet
 * @param carrier how carriers reach us, and we them
 * @param textModel sums up calls that have ended; empty: rules do
 * @param mail by which people are told; empty: nobody is told by e-mail
 */
public record GatewaySettings(
    NodeId node,
    Set<Role> roles,
    String host,
    int port,
    Optional<Endpoint> defaultEndpoint,
    VoiceSettings voice,
    @Nullable String dialledHeader,
    Path spoolFile,
    long spoolBytes,
    Duration ringingBudget,
    int unknownNumberCode,
    Duration lease,
    OutwardAllow outward,
    CarrierSettings carrier,
    String textModel,
    Optional<SmtpSettings> mail) {
  public static final long SPOOL_BYTES = 256L << 20;
  public static final Duration RINGING_BUDGET = Duration.ofSeconds(8);
  public static final int UNKNOWN_NUMBER_CODE = 404;
  public static final Duration LEASE = Duration.ofSeconds(4);

  public GatewaySettings {
    roles = Set.copyOf(roles);
  }

  /** With requests to the open internet only, and no carrier. */
  public GatewaySettings(
      NodeId node,
      Set<Role> roles,
      String host,
      int port,
      Optional<Endpoint> defaultEndpoint,
      VoiceSettings voice,
      @Nullable String dialledHeader,
      Path spoolFile,
      long spoolBytes,
      Duration ringingBudget,
      int unknownNumberCode,
      Duration lease) {
    this(
        node,
        roles,
        host,
        port,
        defaultEndpoint,
        voice,
        dialledHeader,
        spoolFile,
        spoolBytes,
        ringingBudget,
        unknownNumberCode,
        lease,
        OutwardAllow.NOTHING,
        CarrierSettings.NONE);
  }

  /** With the usual text model. */
  public GatewaySettings(
      NodeId node,
      Set<Role> roles,
      String host,
      int port,
      Optional<Endpoint> defaultEndpoint,
      VoiceSettings voice,
      @Nullable String dialledHeader,
      Path spoolFile,
      long spoolBytes,
      Duration ringingBudget,
      int unknownNumberCode,
      Duration lease,
      OutwardAllow outward,
      CarrierSettings carrier) {
    this(
        node,
        roles,
        host,
        port,
        defaultEndpoint,
        voice,
        dialledHeader,
        spoolFile,
        spoolBytes,
        ringingBudget,
        unknownNumberCode,
        lease,
        outward,
        carrier,
        Models.TEXT,
        Optional.empty());
  }

  /** The same, but requests may go there too. */
  public GatewaySettings with(OutwardAllow allow) {
    return with(allow, carrier);
  }

  /** The same with a carrier. */
  public GatewaySettings with(CarrierSettings other) {
    return with(outward, other);
  }

  private GatewaySettings with(OutwardAllow allow, CarrierSettings reached) {
    return new GatewaySettings(
        node,
        roles,
        host,
        port,
        defaultEndpoint,
        voice,
        dialledHeader,
        spoolFile,
        spoolBytes,
        ringingBudget,
        unknownNumberCode,
        lease,
        allow,
        reached,
        textModel,
        mail);
  }

  /** The same, but calls are summed up by that model. */
  public GatewaySettings withTextModel(String model) {
    return new GatewaySettings(
        node,
        roles,
        host,
        port,
        defaultEndpoint,
        voice,
        dialledHeader,
        spoolFile,
        spoolBytes,
        ringingBudget,
        unknownNumberCode,
        lease,
        outward,
        carrier,
        model,
        mail);
  }

  /** The same, but people are told by e-mail too. */
  public GatewaySettings withMail(Optional<SmtpSettings> server) {
    return new GatewaySettings(
        node,
        roles,
        host,
        port,
        defaultEndpoint,
        voice,
        dialledHeader,
        spoolFile,
        spoolBytes,
        ringingBudget,
        unknownNumberCode,
        lease,
        outward,
        carrier,
        textModel,
        server);
  }
}
