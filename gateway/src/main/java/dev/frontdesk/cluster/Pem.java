package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Certificates and keys as text (RFC 7468). No message repeats any of it. */
public final class Pem {
  private static final int LARGEST = 65_536;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA");

  private Pem() {}

  /** @throws IllegalArgumentException if it cannot be read or is larger than 64 KiB */
  public static byte[] file(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException("larger than 64 KiB");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read", e);
    }
  }

  /** @throws IllegalArgumentException if there is none, or anything else */
  public static List<X509Certificate> certificates(byte[] pem) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no certificate");
      }
      return found;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("no certificate", e);
    }
  }

  /** @throws IllegalArgumentException if it is not one private key, PKCS #8 and not encrypted, for EC or RSA */
  public static PrivateKey privateKey(byte[] pem) {
    var found = KEY.matcher(new String(pem, US_ASCII));
    if (!found.find()) {
      throw new IllegalArgumentException("no private key");
    }
    var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    return ALGORITHMS.stream()
        .flatMap(algorithm -> read(algorithm, encoded))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no private key"));
  }

  private static Stream<PrivateKey> read(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Stream.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (GeneralSecurityException anotherAlgorithms) {
      return Stream.empty();
    }
  }
}
