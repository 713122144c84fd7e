package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "32218, transfer mode",
    "13801, not SIP",
    "13802, no referUrl",
    "21215, geographic permissions",
    "13227, geographic permissions",
    "21227, SIP address have 1024 characters or more"
  })
  void aCodeIsExplainedAsItsCarrierMeansIt(String code, String means) {
    String told = CarrierErrors.explain("the carrier answered " + code + " to the REFER");
    assertTrue(told.startsWith("Twilio " + code + ": ") && told.contains(means), told);
  }

  @Test
  void whatIsNoCodeThatWeKnowIsToldAsItCame() {
    assertEquals("21228 or 321227", CarrierErrors.explain("21228 or 321227"));
  }
}
