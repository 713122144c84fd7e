package dev.frontdesk.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people read, and that a stranger's words stay words in every kind of channel. */
class NoticesTest {
  private static final String CONTEXT = """
      {"business": "Bakery Novak", "zone": "Europe/Bratislava", "target": "The baker",
       "call": {"caller": "+421900000001", "callerName": "Jana", "dialled": "+15550100001", "receivedAt": "2026-11-21T12:00:00+00:00",
                "endedAt": "2026-11-21T12:02:13+00:00", "outcome": "caller-hung-up", "seconds": 133, "summary": "She asked for bread."}}""";
  private static final String RUDE =
      "@everyone *see* <!channel> <script>alert(1)</script> https://evil.example/x\u202E & _that_";

  private static Delivery delivery(String kind, String payload, boolean personal) {
    return new Delivery(
        UUID.randomUUID(),
        UUID.randomUUID(),
        null,
        ChannelKind.EMAIL,
        "",
        List.of("a@b.example"),
        personal,
        UUID.randomUUID(),
        kind,
        Instant.parse("2026-11-21T12:01:00Z"),
        payload,
        CONTEXT,
        1,
        List.of());
  }

  private static Notice message(String words, boolean personal) {
    var payload = new JsonObject()
        .put("name", "Jana\r\nBcc: x")
        .put("number", "+421900000001")
        .put("urgent", true)
        .put("target", "baker")
        .put("message", words);
    return Notices.of(delivery("message.taken", payload.encode(), personal));
  }

  @Test
  void aMessageNamesWhoWhenAndForWhom() {
    assertEquals("""
        Urgent message – Bakery Novak

        From: Jana Bcc: x
        Number: +421900000001
        For: The baker
        Taken: Sat 21 Nov 2026, 13:01 (Europe/Bratislava)

        the oven is hot""", message("the oven is hot", true).text());
  }

  @Test
  void whoIsNotToKnowIsToldThatAndWhenOnly() {
    assertEquals("""
        Urgent message – Bakery Novak

        For: The baker
        Taken: Sat 21 Nov 2026, 13:01 (Europe/Bratislava)""", message("the oven is hot", false).text());
    String ended = Notices.of(delivery("call.completed", "{}", false)).text();
    assertFalse(ended.contains("+421") || ended.contains("Jana") || ended.contains("bread"), ended);
  }

  @Test
  void anEndedCallSaysHowLongHowAndWhatItCameTo() {
    assertEquals(
        """
        Call ended – Bakery Novak

        Caller: +421900000001
        Name: Jana
        Dialled: +15550100001
        When: Sat 21 Nov 2026, 13:00 (Europe/Bratislava)
        Duration: 2 min 13 s
        Outcome: caller hung up

        She asked for bread.""",
        Notices.of(delivery(
                "call.completed", "{\"outcome\": \"caller-hung-up\", \"seconds\": 133}", true))
            .text());
  }

  @Test
  void everyKindOfEventHasATitleOfItsOwn() {
    assertEquals(
        List.of(
            "Call answered",
            "Call summary",
            "Emergency on the phone",
            "Missed call",
            "Transfer completed",
            "Transfer failed",
            "voicemail left"),
        List.of(
                "call.answered",
                "call.summarised",
                "call.emergency",
                "call.missed",
                "transfer.completed",
                "transfer.failed",
                "voicemail.left")
            .stream()
            .map(kind -> Notices.of(delivery(kind, "{\"tags\": [\"question\"]}", true))
                .title()
                .replace(" – Bakery Novak", ""))
            .toList());
  }

  @Test
  void discordShowsAStrangersWordsAsTheyAre() {
    JsonObject sent = DiscordMessage.of(message(RUDE, true));
    String description = sent.getJsonArray("embeds").getJsonObject(0).getString("description");
    assertEquals(
        "@\u200Beveryone \\*see\\* \\<\\!channel\\> \\<script\\>alert\\(1\\)\\</script\\> https\\: //evil\\.example/x & \\_that\\_",
        description);
    assertEquals(new JsonArray(), sent.getJsonObject("allowed_mentions").getJsonArray("parse"));
  }

  @Test
  void slackShowsAStrangersWordsAsTheyAre() {
    JsonObject sent = SlackMessage.of(message(RUDE, true));
    assertTrue(
        sent.getString("text")
            .endsWith(
                "@everyone *see* &lt;!channel&gt; &lt;script&gt;alert(1)&lt;/script&gt; https: //evil.example/x &amp; _that_"),
        sent::encode);
    assertEquals(false, sent.getBoolean("mrkdwn"));
    sent.getJsonArray("blocks").stream()
        .map(JsonObject.class::cast)
        .forEach(
            block -> assertEquals("plain_text", block.getJsonObject("text").getString("type")));
  }

  @Test
  void aMailShowsAStrangersWordsAsTheyAre() {
    Notice notice = message(RUDE, true);
    String html = MailText.html(notice);
    assertTrue(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt; https: //evil.example/x &amp;"), html);
    assertFalse(html.contains("<script"), html);
    assertFalse(MailText.subject(notice).contains("\n"));
  }

  @Test
  void theLongestMessageKeepsEveryLimit() {
    Notice notice = message("*".repeat(4_000), true);
    JsonObject embed = DiscordMessage.of(notice).getJsonArray("embeds").getJsonObject(0);
    String description = embed.getString("description");
    assertTrue(description.length() <= 4_096 && description.endsWith("\\*…"), description);
    JsonArray blocks = SlackMessage.of(message("word ".repeat(800), true)).getJsonArray("blocks");
    assertEquals(3, blocks.size());
    String words = blocks.stream()
        .map(each -> ((JsonObject) each).getJsonObject("text").getString("text"))
        .reduce("", String::concat);
    assertEquals(800, words.split("word", -1).length - 1);
  }

  @Test
  void whatIsCutTearsNoPairAndNoEscape() {
    assertEquals("ab…", Fitted.to(3, "abcd"));
    assertEquals("abc", Fitted.to(3, "abc"));
    assertEquals("a…", Fitted.to(3, "a📞📞"));
    assertEquals("&amp;…", SlackMessage.escaped(8, "&&&"));
  }
}
