package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Spoken;
import dev.frontdesk.policy.TargetWords;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The shapes of twilio.md 2, letter by letter. */
class TwimlTest {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
  private static final SipContext CONTEXT =
      new SipContext(new PhoneNumber("+421900000001"), "rolls");
  private static final Duration RING = Duration.ofSeconds(20);

  @Test
  void aStreamIsConnected() {
    assertEquals(
        HEAD
            + "<Connect action=\"U\"><Stream url=\"wss://H/P\" statusCallback=\"U2\"/></Connect></Response>",
        Twiml.connect("wss://H/P", "U", "U2"));
  }

  @Test
  void aNumberIsDialled() {
    assertEquals(
        HEAD
            + "<Dial answerOnBridge=\"true\" timeout=\"20\" callerId=\"+15005550006\" action=\"/after\">"
            + "<Number>+14155550111</Number></Dial></Response>",
        Twiml.dial(List.of(target("+14155550111")), "+15005550006", RING, CONTEXT, "/after"));
  }

  @Test
  void aSipAddressIsDialledWithTheCallersNumber() {
    assertEquals(
        HEAD
            + "<Dial answerOnBridge=\"true\" timeout=\"20\" action=\"/after?a=1&amp;b=2\">"
            + "<Sip>sip:desk@pbx.example.com;transport=tls</Sip></Dial></Response>",
        Twiml.dial(
            List.of(target("sip:desk@pbx.example.com;transport=tls")),
            null,
            RING,
            SipContext.NONE,
            "/after?a=1&b=2"));
  }

  @Test
  void aTelephoneSystemIsToldWhoCallsAndWhatAbout() {
    String told =
        "?X-Frontdesk-Caller=%2B421900000001&amp;X-Frontdesk-About=rolls</Sip></Dial></Response>";
    String dial = HEAD + "<Dial answerOnBridge=\"true\" timeout=\"20\" action=\"/after\"><Sip";
    String address = "sip:desk@pbx.example.com;transport=tls;secure=true;region=ie1";
    assertEquals(
        dial + ">" + address + told,
        Twiml.dial(List.of(target(address)), null, RING, CONTEXT, "/after"));
    assertEquals(
        dial + " url=\"/screen\" method=\"POST\">" + address + told,
        Twiml.dialAsking(target(address), RING, CONTEXT, "/screen", "/after"));
  }

  @Test
  void aTargetIsAskedBeforeItIsConnected() {
    assertEquals(
        HEAD
            + "<Dial answerOnBridge=\"true\" timeout=\"20\" action=\"/after\">"
            + "<Number url=\"/screen\" method=\"POST\">+14155550111</Number></Dial></Response>",
        Twiml.dialAsking(target("+14155550111"), RING, CONTEXT, "/screen", "/after"));
  }

  @Test
  void whoIsAskedHearsTheQuestionTwiceAndSilenceIsTold() {
    var words = TargetWords.in("en");
    String gather =
        "<Gather input=\"dtmf speech\" numDigits=\"1\" timeout=\"6\" speechTimeout=\"auto\" language=\"en-US\" hints=\""
            + words.hints() + "\" action=\"/key\"><Say language=\"en-US\">";
    assertEquals(
        HEAD + gather
            + "Jana. Press 1 or say yes to take the call, 2 or no to decline.</Say></Gather>"
            + gather
            + "Press 1 or say yes to take the call, 2 or no to decline.</Say></Gather>"
            + "<Redirect method=\"POST\">/key</Redirect></Response>",
        Twiml.ask("Jana.", words, "/key"));
  }

  @Test
  void aRoomBeginsWithItsTargetAndEndsWithWhoeverLeaves() {
    assertEquals(
        HEAD
            + "<Dial action=\"/after\"><Conference startConferenceOnEnter=\"false\" endConferenceOnExit=\"true\" beep=\"false\""
            + " participantLabel=\"caller\" statusCallback=\"/news\" statusCallbackEvent=\"join leave\">r</Conference></Dial></Response>",
        Twiml.room("r", "caller", "/news", "/after"));
  }

  @Test
  void aCallIsRejected() {
    assertEquals(HEAD + "<Reject reason=\"busy\"/></Response>", Twiml.reject(true));
    assertEquals(HEAD + "<Reject reason=\"rejected\"/></Response>", Twiml.reject(false));
  }

  @Test
  void troubleIsSaidAndTheFallbackRung() {
    assertEquals(
        HEAD
            + "<Say language=\"en-US\">Sorry.</Say><Dial answerOnBridge=\"true\" timeout=\"20\" action=\"/next\">"
            + "<Number>+14155550111</Number></Dial></Response>",
        Twiml.sayAndDial(
            new Spoken("Sorry.", "en-US"),
            List.of(target("+14155550111")),
            RING,
            CONTEXT,
            "/next"));
    String system = Twiml.sayAndDial(
        new Spoken("Sorry.", "en-US"),
        List.of(target("sip:desk@pbx.example.com")),
        RING,
        CONTEXT,
        "/next");
    assertTrue(
        system.endsWith("<Sip>sip:desk@pbx.example.com?X-Frontdesk-Caller=%2B421900000001"
            + "&amp;X-Frontdesk-About=rolls</Sip></Dial></Response>"),
        system);
    assertEquals(
        HEAD + "<Say language=\"en-US\">Sorry.</Say><Hangup/></Response>",
        Twiml.goodbye(new Spoken("Sorry.", "en-US")));
  }

  @Test
  void aMessageIsRecordedAfterATone() {
    assertEquals(
        HEAD
            + "<Say language=\"sk-SK\">Hovorte.</Say><Record action=\"/next\" timeout=\"5\" finishOnKey=\"#\" maxLength=\"120\""
            + " recordingStatusCallback=\"/told\" recordingStatusCallbackEvent=\"completed absent\"/>"
            + "<Say language=\"sk-SK\">Vďaka.</Say><Hangup/></Response>",
        Twiml.record(
            new Spoken("Hovorte.", "sk-SK"),
            new Spoken("Vďaka.", "sk-SK"),
            Duration.ofMinutes(2),
            "#",
            "/next",
            "/told"));
  }

  @Test
  void nothingIsAWholeDocumentToo() {
    assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>", Twiml.nothing());
  }

  @Test
  void moreThanTwilioReadsIsNeverSent() {
    assertThrows(
        IllegalStateException.class,
        () -> Twiml.goodbye(new Spoken("x".repeat(Twiml.LARGEST), "en-US")));
  }

  @Property(tries = 300)
  void whateverIsSaidItIsXmlAndSaysIt(@ForAll String said) throws Exception {
    String clean = said.codePoints()
        .map(c -> isCharacter(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    if (clean.getBytes(UTF_8).length > Twiml.LARGEST / 8) {
      return;
    }
    String twiml = Twiml.goodbye(new Spoken(said, said));
    var parsed = assertDoesNotThrow(() -> DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(twiml.getBytes(UTF_8))));
    var say = parsed.getElementsByTagName("Say").item(0);
    assertEquals(clean, say.getTextContent());
    assertEquals(clean, say.getAttributes().getNamedItem("language").getTextContent());
  }

  private static TransferTarget target(String address) {
    return new TransferTarget("t", "T", List.of(), address, "", TransferTarget.Kind.FALLBACK, null);
  }

  private static boolean isCharacter(int c) {
    return (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000
        || c == '\n'
        || c == '\r'
        || c == '\t';
  }
}
