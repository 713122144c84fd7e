package dev.frontdesk;

import dev.frontdesk.cluster.BusTls;
import dev.frontdesk.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How nodes find each other.
 *
 * @param host address of this node that the others reach
 * @param members {@code host[:port]} of nodes to ask first, for TCP/IP discovery; empty with {@code serviceDns}
 * @param serviceDns headless service whose addresses are the members, for Kubernetes discovery; null: TCP/IP
 * @param port of the membership protocol, counted up if taken; default 5701
 * @param busPort of the event bus; 0: any free one
 * @param tls of the event bus; empty: it is in clear, and open to whoever reaches it
 * @param secrets under which the maps of the cluster are sealed, the newest first, each 32 bytes in base64; empty: they are in clear
 */
public record ClusterSettings(
    String host,
    List<String> members,
    @Nullable String serviceDns,
    int port,
    int busPort,
    Optional<BusTls> tls,
    List<Secret> secrets) {
  public static final int PORT = 5701;

  /** One colon: an IPv6 address has more. */
  private static final Pattern WITH_PORT = Pattern.compile("([^:]+):([0-9]{1,5})");

  public ClusterSettings {
    members = List.copyOf(members);
    secrets = List.copyOf(secrets);
  }

  /** With an event bus on any free port; all in clear. */
  public ClusterSettings(String host, List<String> members, @Nullable String serviceDns, int port) {
    this(host, members, serviceDns, port, 0, Optional.empty(), List.of());
  }

  /** The same members, with an event bus of that kind. */
  public ClusterSettings withBus(int onPort, Optional<BusTls> over) {
    return new ClusterSettings(host, members, serviceDns, port, onPort, over, secrets);
  }

  /** The same members, if they know the secrets too. */
  public ClusterSettings withSecrets(List<Secret> known) {
    return new ClusterSettings(host, members, serviceDns, port, busPort, tls, known);
  }

  /**
   * @param setting {@code tcp:host1,host2:5702} or {@code kubernetes:frontdesk-headless.default.svc}
   * @param host of this node, with {@code :port} where several nodes share an address
   * @throws IllegalArgumentException if it is neither
   */
  public static ClusterSettings parse(String setting, String host) {
    var own = WITH_PORT.matcher(host);
    return own.matches()
        ? parse(setting, own.group(1), Integer.parseInt(own.group(2)))
        : parse(setting, host, PORT);
  }

  private static ClusterSettings parse(String setting, String host, int port) {
    if (setting.startsWith("tcp:")) {
      return new ClusterSettings(host, List.of(setting.substring(4).split(",", -1)), null, port);
    }
    if (setting.startsWith("kubernetes:") && setting.length() > "kubernetes:".length()) {
      return new ClusterSettings(host, List.of(), setting.substring("kubernetes:".length()), port);
    }
    throw new IllegalArgumentException("neither tcp:host1,host2 nor kubernetes:service-dns");
  }
}
