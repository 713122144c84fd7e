package dev.frontdesk.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server behind TLS, from the first byte or by STARTTLS: the one that is meant is told, one that nobody vouches for is not. */
class MailSenderIT {
  private static final String PASSWORD = "changeit";
  private static final String RECIPIENT = "jana@bakery.example";

  private final Vertx vertx = Vertx.vertx();
  private final GreenMail server = new GreenMail(new ServerSetup[] {
    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
  });

  @BeforeEach
  void open() {
    server.start();
    server.setUser("desk@example.com", "desk", "right");
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Outcome told(@Nullable TrustOptions trust) throws Exception {
    return told(server.getSmtps().getPort(), SmtpSettings.Tls.IMPLICIT, trust);
  }

  private Outcome upgraded(@Nullable TrustOptions trust) throws Exception {
    var key = new PfxOptions().setValue(Buffer.buffer(keys())).setPassword(PASSWORD);
    var front = new StartTlsFront(vertx, server.getSmtp().getPort(), key);
    return told(front.port(), SmtpSettings.Tls.STARTTLS, trust);
  }

  private Outcome told(int port, SmtpSettings.Tls tls, @Nullable TrustOptions trust)
      throws Exception {
    var settings = new SmtpSettings(
        "localhost",
        port,
        tls,
        Optional.of("desk"),
        Optional.of(Secret.of("right")),
        "desk@example.com");
    var judging = new Judging(InstantSource.system(), new RetrySchedule(new Random(1)));
    return new MailSender(vertx, settings, judging, trust)
        .of(new Delivery(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            ChannelKind.EMAIL,
            "",
            List.of(RECIPIENT),
            true,
            UUID.randomUUID(),
            "ping",
            Instant.now(),
            "{}",
            null,
            1,
            List.of()))
        .await(30, TimeUnit.SECONDS);
  }

  private static byte[] keys() throws IOException {
    try (var file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  /** The certificate that the server shows. */
  private static TrustOptions ofTheServer() throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(new ByteArrayInputStream(keys()), PASSWORD.toCharArray());
    byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
    String pem = "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
    return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
  }

  @Test
  void theServerThatIsMeantIsTold() throws Exception {
    Outcome outcome = told(ofTheServer());
    assertNull(outcome.error(), outcome::toString);
    assertEquals(List.of(RECIPIENT), outcome.told());
    assertEquals(1, server.getReceivedMessages().length);
  }

  @Test
  void aServerThatUpgradesIsToldOnceItHas() throws Exception {
    Outcome outcome = upgraded(ofTheServer());
    assertNull(outcome.error(), outcome::toString);
    assertEquals(List.of(RECIPIENT), outcome.told());
    assertEquals(1, server.getReceivedMessages().length);
  }

  @Test
  void aServerThatUpgradesAndNobodyVouchesForIsNot() throws Exception {
    Outcome outcome = upgraded(null);
    assertNotNull(outcome.againIn());
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerThatNobodyVouchesForIsNot() throws Exception {
    Outcome outcome = told(null);
    assertNotNull(outcome.againIn());
    assertEquals(0, server.getReceivedMessages().length);
  }
}
