package dev.frontdesk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTargetTest {
  private static final String DESK = "sip:desk@pbx.example.com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+421255550100",
        DESK,
        "sips:desk@[2001:db8::1]:5061",
        DESK + ";transport=tls",
        DESK + ";transport=tls;secure=true;region=ie1",
        DESK + ";lr;a;b;c;d;e;f;g"
      })
  void anAddressIsANumberOrASipUriWithItsParameters(String address) {
    assertEquals(address, at(address).address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0905 123 456",
        "sip:desk",
        DESK + ";",
        DESK + ";;transport=tls",
        DESK + ";transport=tls;",
        DESK + ";a;b;c;d;e;f;g;h;i",
        DESK + ";transport=tls?X-a=b",
        DESK + ";transport=tls>"
      })
  void anythingElseIsNone(String address) {
    assertThrows(IllegalArgumentException.class, () -> at(address));
  }

  @Test
  void anAddressIsNoLongerThanTheDatabaseTakes() {
    String all = DESK + (";" + "p".repeat(100)).repeat(4);
    String longest = all + ";" + "q".repeat(TransferTarget.LONGEST_ADDRESS - all.length() - 1);
    at(longest.substring(0, TransferTarget.LONGEST_ADDRESS));
    assertThrows(IllegalArgumentException.class, () -> at(longest + "q"));
  }

  /** Of a target that is handed over to, whether it might have been asked or not. */
  @ParameterizedTest
  @CsvSource({"12, 40, 12", "12, , 12", ", 40, 40", ", , 20", "5, , 5", "60, , 60"})
  void ringsForItsOwnTimeThenForThatOfBeingAskedThenAsIsUsual(
      @Nullable Integer own, @Nullable Integer asked, int expected) {
    var target = ringing(own, asked);
    assertEquals(Duration.ofSeconds(expected), target.ringsFor(Duration.ofSeconds(20)));
    assertEquals(Duration.ofSeconds(expected), target.blind().ringsFor(Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource({"4, ", "61, ", ", 4", ", 61"})
  void neitherRingsForAMomentNorForEver(@Nullable Integer own, @Nullable Integer asked) {
    assertThrows(IllegalArgumentException.class, () -> ringing(own, asked));
  }

  private static TransferTarget ringing(@Nullable Integer own, @Nullable Integer asked) {
    return new TransferTarget(
        "t",
        "T",
        List.of(),
        DESK,
        "",
        TransferTarget.Kind.PERSON,
        null,
        asked == null ? null : new TransferTarget.Warm(Duration.ofSeconds(asked)),
        List.of(),
        false,
        own == null ? null : Duration.ofSeconds(own));
  }

  private static TransferTarget at(String address) {
    return new TransferTarget("t", "T", List.of(), address, "", TransferTarget.Kind.PERSON, null);
  }
}
