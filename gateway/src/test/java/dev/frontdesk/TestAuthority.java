package dev.frontdesk;

import dev.frontdesk.cluster.BusTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority that makes nodes of a cluster, by the JDK's keytool. */
final class TestAuthority {
  private static final String PASSWORD = "not-secret";

  private final Path folder;
  private final Path store;

  TestAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
    keytool("ca", "-ext", "bc:c");
  }

  /** Files of a new node; its certificate names no host. */
  BusTls node(String name) {
    keytool(name, "-signer", "ca", "-ext", "eku=serverAuth,clientAuth");
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return new BusTls(
          pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded()),
          pem(
              name + ".key",
              "PRIVATE KEY",
              keys.getKey(name, PASSWORD.toCharArray()).getEncoded()),
          pem("ca.crt", "CERTIFICATE", authority(keys).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Certificate authority(KeyStore keys) throws GeneralSecurityException {
    return keys.getCertificate("ca");
  }

  private Path pem(String file, String label, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label));
  }

  private void keytool(String name, String... more) {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(
        List.of(keytool, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("no key for " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
