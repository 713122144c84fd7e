package dev.frontdesk.simulator.carrier.twiml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlTest {
  @Test
  void verbsNounsAttributesAndTextAreRead() {
    Twiml document = Twiml.parse("""
        <?xml version="1.0" encoding="UTF-8"?>
        <Response><Dial timeout="20" answerOnBridge="true"><Sip>sip:a@b?X-a=1&amp;X-b=2</Sip></Dial><Hangup/></Response>
        """.strip());
    Element dial = document.verbs().get(0);
    assertEquals(20, dial.number("timeout", 30));
    assertEquals("sip:a@b?X-a=1&X-b=2", dial.children("Sip").get(0).text());
    assertEquals(
        List.of(new Element("Hangup", Map.of(), "", List.of())),
        document.verbs().subList(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello",
        "<Response>",
        "<Answer/>",
        "<Response><Say>a & b</Say></Response>",
        "<!DOCTYPE r [<!ENTITY x \"y\">]><Response>&x;</Response>"
      })
  void whatIsNoDocumentIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Twiml.parse(text));
  }
}
