package dev.frontdesk.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
  @ParameterizedTest
  @CsvSource({
    "1, '', true, key 1",
    "2, '', false, key 2",
    "2, yes, false, key 2",
    "'', 'Yes.', true, spoken",
    "'', 'I''ll take it!', true, spoken",
    "'', 'No, thanks.', false, spoken",
    "'', 'You have reached Jana, yes, leave a message', false, spoken",
    "'', 'Áno.', true, spoken",
    "'', 'Sí, por favor', true, spoken",
    "'', 'Ja, gerne!', true, spoken",
    "'', 'D''accord', true, spoken",
    "'', 'Nie, ďakujem', false, spoken",
    "'', 'nein', false, spoken",
    "'', '', false, no key"
  })
  void onlyAClearYesIsOne(String digits, String speech, boolean given, String reason) {
    assertEquals(given, Consent.given(digits, speech));
    assertEquals(reason, Consent.reason(digits, speech));
  }
}
