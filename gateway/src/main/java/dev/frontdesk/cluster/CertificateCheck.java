package dev.frontdesk.cluster;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whether the others would believe a certificate, asked before they do. */
final class CertificateCheck {
  private static final byte[] PROBE = {1};

  private CertificateCheck() {}

  /** @throws IllegalArgumentException saying what does not fit */
  static void check(
      List<X509Certificate> chain, PrivateKey key, List<X509Certificate> authorities) {
    try {
      if (!fits(key, chain.get(0))) {
        throw new IllegalArgumentException("the key is not the certificate's");
      }
      accepted(trust(authorities), chain.toArray(X509Certificate[]::new));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("certificate or key is of no kind that is known", e);
    }
  }

  private static void accepted(X509TrustManager trust, X509Certificate[] chain) {
    try {
      trust.checkClientTrusted(chain, "UNKNOWN");
      trust.checkServerTrusted(chain, "UNKNOWN");
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the certificate is not one of the authority, for client and server, valid today", e);
    }
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    var signature = Signature.getInstance(
        "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static X509TrustManager trust(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int each = 0; each < authorities.size(); each++) {
      store.setCertificateEntry("authority-" + each, authorities.get(each));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
