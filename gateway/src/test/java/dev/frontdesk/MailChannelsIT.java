package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.notify.SmtpSettings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are told by a real mail server, and nobody else is when it is not the one that is meant. */
class MailChannelsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final String CALL_WITH_A_MESSAGE = """
      steps:
      - greeting
      - caller: Please tell the baker that the oven is hot.
      - tool: take_message
        with: { message: "the oven is <b>hot</b> – žeravá", caller_name: Jana, confirmed: true }
      - agent: I will pass it on.
      - hang-up
      """;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void open() {
    server.start();
    server.setUser("desk@example.com", "desk", "right");
  }

  @AfterEach
  void close() {
    server.stop();
  }

  private Optional<SmtpSettings> smtp(SmtpSettings.Tls tls, String password) {
    return Optional.of(new SmtpSettings(
        "127.0.0.1",
        server.getSmtp().getPort(),
        tls,
        Optional.of("desk"),
        Optional.of(Secret.of(password)),
        "desk@example.com"));
  }

  private static TestGateway desk(Optional<SmtpSettings> mail) {
    var desk = new TestGateway(settings -> settings.withMail(mail), null, 0);
    var channel = new Channel(
        "office",
        ChannelKind.EMAIL,
        "",
        List.of("eva@bakery.example", "jana@bakery.example"),
        List.of("message.taken"),
        true,
        false,
        false,
        true);
    TestGateway.await(desk.database.inTenant(BAKERY, stores -> stores.channels().save(channel)));
    return desk;
  }

  @Test
  void aMessageIsMailedToAllOnceWithProof() throws MessagingException {
    try (TestGateway desk = desk(smtp(SmtpSettings.Tls.NONE, "right"))) {
      assertEquals(List.of(), desk.place(CALL_WITH_A_MESSAGE).broken());
      settled(desk, "delivered");

      MimeMessage[] mails = server.getReceivedMessages();
      assertEquals(2, mails.length, () -> Arrays.toString(mails)); // a copy for each of them
      MimeMessage mail = mails[0];
      assertTrue(mail.getSubject().startsWith("Message – "), mail.getSubject());
      assertEquals(2, mail.getRecipients(Message.RecipientType.TO).length);
      assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
      String body = GreenMailUtil.getWholeMessage(mail);
      assertTrue(body.contains("multipart/alternative"), body);
      assertTrue(body.contains("&lt;b&gt;hot&lt;/b&gt;"), body);
      assertEquals(
          List.of("250 {eva@bakery.example,jana@bakery.example} true"),
          desk.server.ask(
              "SELECT last_status || ' ' || told::text || ' ' || (answer LIKE 'accepted as <%') FROM webhook_delivery"));
    }
  }

  @Test
  void aServerThatDoesNotProtectTheConnectionIsToldNothing() {
    try (TestGateway desk = desk(smtp(SmtpSettings.Tls.STARTTLS, "right"))) {
      ping(desk);
      settled(desk, "waiting");
      assertEquals(0, server.getReceivedMessages().length);
    }
  }

  @Test
  void whoIsNotLetInSaysWhyAndTellsNoPassword() {
    try (TestGateway desk = desk(smtp(SmtpSettings.Tls.NONE, "wrong-one"))) {
      ping(desk);
      desk.eventually(
          "SELECT coalesce(last_error, '') FROM webhook_delivery",
          rows -> rows.stream().allMatch(each -> !each.isEmpty() && !each.contains("wrong-one")));
      assertEquals(0, server.getReceivedMessages().length);
    }
  }

  @Test
  void whatHasNoServerIsGivenUpAndSaysSo() {
    try (TestGateway desk = desk(Optional.empty())) {
      ping(desk);
      settled(desk, "failed this installation cannot tell by email");
    }
  }

  private static void ping(TestGateway desk) {
    UUID id = UUID.fromString(desk.server.ask("SELECT id FROM webhook").get(0));
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.deliveries().ping(id)));
  }

  private static void settled(TestGateway desk, String state) {
    desk.eventually("""
        SELECT concat_ws(' ', CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN dead_at IS NOT NULL THEN 'failed' ELSE 'waiting' END,
          last_error) FROM webhook_delivery WHERE leased_until IS NULL AND attempts > 0""", rows -> rows.size() == 1 && rows.get(0).startsWith(state));
  }
}
