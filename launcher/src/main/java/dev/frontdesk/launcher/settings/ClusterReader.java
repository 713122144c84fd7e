package dev.frontdesk.launcher.settings;

import dev.frontdesk.ClusterSettings;
import dev.frontdesk.cluster.BusCertificates;
import dev.frontdesk.cluster.BusTls;
import dev.frontdesk.cluster.Pem;
import dev.frontdesk.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the other nodes are, and what they are told apart from strangers by. */
final class ClusterReader {
  private static final List<Setting> TLS =
      List.of(Setting.CLUSTER_CERT, Setting.CLUSTER_KEY, Setting.CLUSTER_CA);

  private final Values values;

  ClusterReader(Values values) {
    this.values = values;
  }

  Optional<ClusterSettings> read() {
    String host = values
        .text(Setting.CLUSTER_HOST, "must be a host or an address", "[A-Za-z0-9._:-]{1,253}")
        .orElseGet(OwnAddress::find);
    int busPort = values.required(Setting.BUS_PORT, Amounts.A_PORT, Amounts::port);
    Optional<BusTls> tls = tls();
    List<Secret> secrets = Keys.of(values, Setting.CLUSTER_SECRET);
    return values
        .text(
            Setting.CLUSTER,
            "must be tcp:host1,host2 or kubernetes:service-dns",
            "tcp:[A-Za-z0-9._:,-]+|kubernetes:[A-Za-z0-9.-]+")
        .map(text -> ClusterSettings.parse(text, host).withBus(busPort, tls).withSecrets(secrets));
  }

  private Optional<BusTls> tls() {
    Optional<Path> certificate = file(Setting.CLUSTER_CERT, "certificates", Pem::certificates);
    Optional<Path> key =
        file(Setting.CLUSTER_KEY, "one private key, PKCS #8 and not encrypted,", Pem::privateKey);
    Optional<Path> authority = file(Setting.CLUSTER_CA, "certificates", Pem::certificates);
    List<Setting> missing = TLS.stream().filter(each -> !values.isGiven(each)).toList();
    if (!missing.isEmpty() && missing.size() < TLS.size()) {
      missing.forEach(each -> values.problem(each.key() + " is missing: all three of "
          + "FRONTDESK_CLUSTER_CERT, FRONTDESK_CLUSTER_KEY and FRONTDESK_CLUSTER_CA, or none"));
    }
    return certificate
        .flatMap(own -> key.flatMap(of -> authority.map(by -> new BusTls(own, of, by))))
        .filter(this::fits);
  }

  private Optional<Path> file(Setting setting, String holding, Consumer<byte[]> parser) {
    return values.optional(setting, "must be a file that holds " + holding + " in PEM", text -> {
      Path file = Path.of(text);
      parser.accept(Pem.file(file));
      return file;
    });
  }

  private boolean fits(BusTls tls) {
    try {
      BusCertificates.read(tls);
      return true;
    } catch (IllegalArgumentException e) {
      values.problem(Setting.CLUSTER_CERT.key() + " is of no use: " + e.getMessage());
      return false;
    }
  }
}
