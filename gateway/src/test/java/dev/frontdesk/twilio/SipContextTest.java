package dev.frontdesk.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.PhoneNumber;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SipContextTest {
  private static final PhoneNumber CALLER = new PhoneNumber("+421900000001");
  private static final String DESK = "sip:desk@pbx.example.com";

  @Test
  void aTelephoneSystemLearnsWhoCallsAndWhatAbout() {
    assertEquals(
        DESK + "?X-Frontdesk-Caller=%2B421900000001&X-Frontdesk-About=A%20cake%3F%26%20bread",
        new SipContext(CALLER, " A cake?& bread").appendedTo(DESK));
    assertEquals(DESK, new SipContext(null, " ").appendedTo(DESK));
  }

  @Test
  void aTelephoneNumberStaysAsItIs() {
    assertEquals("+421900000002", new SipContext(CALLER, "bread").appendedTo("+421900000002"));
  }

  @Property(tries = 300)
  void whateverItIsAboutItFitsAHeader(@ForAll String about) {
    String headers =
        new SipContext(CALLER, about.repeat(20)).appendedTo(DESK).substring(DESK.length());
    assertTrue(headers.length() < 1_024 && headers.matches("[!-~]*"), headers);
  }
}
