package dev.frontdesk.launcher.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.ClusterSettings;
import dev.frontdesk.cluster.BusTls;
import dev.frontdesk.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes prove to each other that they are nodes. */
class ClusterReaderTest {
  private static final String PASSWORD = "not-secret";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aBusInClearOnAnyFreePortUnlessOneIsTold() {
    ClusterSettings settings = cluster(Map.of());
    assertEquals(0, settings.busPort());
    assertEquals(Optional.empty(), settings.tls());
    assertEquals(15_701, cluster(Map.of(Setting.BUS_PORT, "15701")).busPort());
  }

  @Test
  void threeFilesThatFitMakeItMutualTls() throws Exception {
    BusTls own = selfSigned("own");
    assertEquals(
        Optional.of(own),
        cluster(given(own.certificate(), own.key(), own.authority())).tls());
  }

  @Test
  void allThreeFilesOrNone() throws Exception {
    BusTls own = selfSigned("own");
    String rule =
        " is missing: all three of FRONTDESK_CLUSTER_CERT, FRONTDESK_CLUSTER_KEY and FRONTDESK_CLUSTER_CA, or none";
    assertEquals(
        List.of("FRONTDESK_CLUSTER_KEY" + rule, "FRONTDESK_CLUSTER_CA" + rule),
        problems(Map.of(Setting.CLUSTER_CERT, own.certificate().toString())));
  }

  @Test
  void everyFileThatIsOfNoUseIsNamedAtOnce() throws Exception {
    Path none = folder.resolve("none");
    Path text = Files.writeString(folder.resolve("text"), "hunter2");
    assertEquals(
        List.of(
            "FRONTDESK_CLUSTER_CERT is '%s' but must be a file that holds certificates in PEM"
                .formatted(none),
            "FRONTDESK_CLUSTER_KEY is '%s' but must be a file that holds one private key, PKCS #8 and not encrypted, in PEM"
                .formatted(text),
            "FRONTDESK_CLUSTER_CA is '%s' but must be a file that holds certificates in PEM"
                .formatted(text)),
        problems(given(none, text, text)));
  }

  @Test
  void filesThatDoNotFitEachOtherAreRefusedWithTheReason() throws Exception {
    BusTls own = selfSigned("own");
    BusTls other = selfSigned("other");
    assertEquals(
        List.of("FRONTDESK_CLUSTER_CERT is of no use: the key is not the certificate's"),
        problems(given(own.certificate(), other.key(), own.authority())));
    assertEquals(
        List.of(
            "FRONTDESK_CLUSTER_CERT is of no use: the certificate is not one of the authority, for client and server, valid today"),
        problems(given(own.certificate(), own.key(), other.authority())));
  }

  @Test
  void severalSecretsWhileOneIsReplaced() {
    String newer = Base64.getEncoder().encodeToString("n".repeat(32).getBytes(UTF_8));
    String older = Base64.getEncoder().encodeToString("o".repeat(32).getBytes(UTF_8));
    assertEquals(
        List.of(Secret.of(newer), Secret.of(older)),
        cluster(Map.of(Setting.CLUSTER_SECRET, newer + " " + older)).secrets());
    assertEquals(List.of(), cluster(Map.of()).secrets());
  }

  private static ClusterSettings cluster(Map<Setting, String> given) {
    var all = new HashMap<>(given);
    all.put(Setting.CLUSTER, "tcp:10.0.0.1");
    all.put(Setting.CLUSTER_HOST, "10.0.0.2");
    return Settings.of(all).cluster().orElseThrow();
  }

  private static List<String> problems(Map<Setting, String> given) {
    return assertThrows(SettingsRefused.class, () -> Settings.of(given)).problems();
  }

  private static Map<Setting, String> given(Path certificate, Path key, Path authority) {
    return Map.of(
        Setting.CLUSTER_CERT, certificate.toString(),
        Setting.CLUSTER_KEY, key.toString(),
        Setting.CLUSTER_CA, authority.toString());
  }

  /** A node that is its own authority. */
  private BusTls selfSigned(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-dname",
            "CN=" + name,
            "-keyalg",
            "EC",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD)
        .inheritIO()
        .start();
    assertEquals(true, keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0);
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path certificate =
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
    return new BusTls(certificate, pem(name + ".key", "PRIVATE KEY", key), certificate);
  }

  private Path pem(String file, String label, byte[] der) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label));
  }
}
