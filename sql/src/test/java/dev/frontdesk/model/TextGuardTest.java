package dev.frontdesk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextGuardTest {
  @ParameterizedTest
  @CsvSource(textBlock = """
      SK, ,             +421905123456, ''
      SK, ,             +420601123456, COUNTRY
      SK, ,             +421900123456, SPECIAL_RATE
      SK, +15550100002, +12015550123,  ''
      SK, +15550100002, +421905123456, ''
      US, ,             +15550100002,  ''
      US, ,             +15062345678,  ''
      US, ,             +18762101234,  COUNTRY
      JM, ,             +18762101234,  ''
      US, +18762101234, +18762101235,  ''
      US, ,             +19002345678,  SPECIAL_RATE
      GB, ,             +447400123456, ''
      GB, ,             +447012345678, SPECIAL_RATE
      GB, ,             +883510012345, COUNTRY
      SK, ,             +999123456,    COUNTRY
      """)
  void withoutAChoiceATenantWritesToItsOwnCountries(
      String region, @Nullable String own, String recipient, String refusal) {
    assertEquals(refusal, told(recipient, List.of(), region, own));
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      +420601123456, ''
      +18762101234,  ''
      +421905123456, COUNTRY
      +12015550123,  COUNTRY
      +420900123456, SPECIAL_RATE
      """)
  void aChoiceIsAllThereIs(String recipient, String refusal) {
    assertEquals(refusal, told(recipient, List.of("CZ", "JM"), "SK", "+12015550199"));
  }

  private static String told(
      String recipient, List<String> countries, String region, @Nullable String own) {
    return TextGuard.refusal(
            new PhoneNumber(recipient),
            countries,
            region,
            own == null ? null : new PhoneNumber(own))
        .map(Enum::name)
        .orElse("");
  }
}
