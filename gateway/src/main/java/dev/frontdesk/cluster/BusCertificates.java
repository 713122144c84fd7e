package dev.frontdesk.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mutual TLS of the event bus, as read once: the bus takes no other certificate while it runs. Who shows a certificate of the cluster's
 * authority is a node; the host name in it is not looked at, since pods change their addresses.
 */
public final class BusCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(BusCertificates.class);
  private static final Duration LOOK_EVERY = Duration.ofHours(1);
  private static final Duration WARNED_BEFORE = Duration.ofDays(7);

  private final byte[] certificate;
  private final byte[] key;
  private final byte[] authority;
  private final Instant expires;

  private BusCertificates(byte[] certificate, byte[] key, byte[] authority) {
    this.certificate = certificate;
    this.key = key;
    this.authority = authority;
    List<X509Certificate> chain = Pem.certificates(certificate);
    CertificateCheck.check(chain, Pem.privateKey(key), Pem.certificates(authority));
    this.expires = chain.get(0).getNotAfter().toInstant();
  }

  /** @throws IllegalArgumentException if a file is of no use, or they do not fit each other; no message repeats what they hold */
  public static BusCertificates read(BusTls files) {
    return new BusCertificates(
        Pem.file(files.certificate()), Pem.file(files.key()), Pem.file(files.authority()));
  }

  /** Has both ends of every connection prove themselves. */
  public void secure(EventBusOptions bus) {
    bus.setSsl(true)
        // The bus trusts everybody unless told otherwise.
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(certificate))
            .addKeyValue(Buffer.buffer(key)))
        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority)));
  }

  /** Warns in time, until {@code vertx} is closed: nodes with an expired certificate no longer find each other. */
  public void warn(Vertx vertx) {
    vertx.setPeriodic(0, LOOK_EVERY.toMillis(), tick -> {
      if (expiresSoon(Instant.now())) {
        LOG.warn("the certificate of the bus expires at {}; restart with a newer one", expires);
      }
    });
  }

  boolean expiresSoon(Instant now) {
    return expires.minus(WARNED_BEFORE).isBefore(now);
  }
}
