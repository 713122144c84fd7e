package dev.frontdesk.notify;

import dev.frontdesk.model.Secret;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells people by e-mail, over the installation's mail server. Who of several was taken is not told again when others are tried again. */
final class MailSender implements Sender {
  private static final int CONNECT_WITHIN_MS = 5_000;
  private static final int ACCEPTED = 250;

  private final MailClient client;
  private final String from;
  private final Judging judging;

  MailSender(Vertx vertx, SmtpSettings settings, Judging judging) {
    this(vertx, settings, judging, null);
  }

  /** @param trust whom to trust; null: whom the Java runtime trusts */
  MailSender(Vertx vertx, SmtpSettings settings, Judging judging, @Nullable TrustOptions trust) {
    MailConfig config = config(settings);
    if (trust != null) {
      config.setTrustOptions(trust);
    }
    this.client = MailClient.create(vertx, config);
    this.from = settings.from();
    this.judging = judging;
  }

  private static MailConfig config(SmtpSettings settings) {
    var config = new MailConfig()
        .setHostname(settings.host())
        .setPort(settings.port())
        .setSsl(settings.tls() == SmtpSettings.Tls.IMPLICIT)
        .setStarttls(
            settings.tls() == SmtpSettings.Tls.STARTTLS
                ? StartTLSOptions.REQUIRED
                : StartTLSOptions.DISABLED)
        .setLogin(settings.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
        .setAllowRcptErrors(true)
        .setKeepAlive(false)
        .setMaxPoolSize(NotificationsVerticle.OF_ONE_WEBHOOK);
    config.setConnectTimeout(CONNECT_WITHIN_MS);
    config.setHostnameVerificationAlgorithm("HTTPS");
    settings.username().ifPresent(config::setUsername);
    settings.password().map(Secret::reveal).ifPresent(config::setPassword);
    return config;
  }

  @Override
  public Future<Outcome> of(Delivery delivery) {
    return client
        .sendMail(message(delivery))
        .timeout(Attempt.LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .map(result -> judged(delivery, result))
        .recover(cause -> Future.succeededFuture(failed(delivery, cause)));
  }

  private MailMessage message(Delivery delivery) {
    Notice notice = Notices.of(delivery);
    return new MailMessage()
        .setFrom(from)
        .setTo(delivery.recipients())
        .setSubject(MailText.subject(notice))
        .setText(MailText.text(notice))
        .setHtml(MailText.html(notice))
        // The same in every attempt, so that who gets it twice is shown it once.
        .addHeader("Message-ID", "<" + delivery.id() + "@" + domain() + ">")
        // Nobody's absence is told to a machine (RFC 3834).
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private String domain() {
    return from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  private Outcome judged(Delivery delivery, MailResult result) {
    List<String> took = result.getRecipients();
    return took.containsAll(delivery.recipients())
        ? Judging.taken(ACCEPTED, "accepted as " + result.getMessageID(), Duration.ZERO, took)
        : judging.later(delivery, null, "some recipients were refused", took);
  }

  /** A reply of 5xx is final (RFC 5321, 4.2.1); what the server says may name a recipient, so only its code is told. */
  private Outcome failed(Delivery delivery, Throwable cause) {
    if (cause instanceof SMTPException refused) {
      int code = refused.getReplyCode();
      String reason = "the mail server answered " + code;
      return code / 100 == 5
          ? Judging.hopeless(code, reason, List.of())
          : judging.later(delivery, code, reason, List.of());
    }
    String reason = cause instanceof TimeoutException
        ? "no answer of the mail server within " + Attempt.LONGEST.toSeconds() + " s"
        : "no connection to the mail server, or it was lost";
    return judging.later(delivery, null, reason, List.of());
  }
}
