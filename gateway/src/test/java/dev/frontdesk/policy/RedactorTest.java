package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.Redaction;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked, what is left of it, and what is never touched. */
class RedactorTest {
  private static final Redactor ALL = new Redactor(EnumSet.allOf(Redaction.class));

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      4111111111111111                             | [card …1111]
      It is 4111 1111 1111 1111, I think.          | It is [card …1111], I think.
      4111-1111-1111-1111                          | [card …1111]
      4111–1111–1111–1111                          | [card …1111]
      4111, 1111, 1111, 1111.                      | [card …1111].
      4111.1111.1111.1111                          | [card …1111]
      4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1              | [card …1111]
      4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 | [card …1111]
      41 11 11 11 11 11 11 11                      | [card …1111]
      4111 1111 1111 1111 12 27 123                | [card …1111] 12 27 123
      4111 1111 1111 1111 12/27 and 123            | [card …1111] 12/27 and 123
      7 4111 1111 1111 1111                        | 7 [card …1111]
      4222222222222                                | [card …2222]
      3782 822463 10005                            | [card …0005]
      30569309025904                               | [card …5904]
      5555 5555 5555 4444 or 2223003122003222      | [card …4444] or [card …3222]
      6011111111111117                             | [card …1117]
      6304 0000 0000 0000 000                      | [card …0000]
      ٤١١١ ١١١١ ١١١١ ١١١١                          | [card …1111]
      four one one one one one one one one one one one one one one one | [card …1111]
      Four triple one double one double one double one triple one triple one | [card …1111]
      GB82 WEST 1234 5698 7654 32, please          | [iban], please
      gb82west12345698765432                       | [iban]
      to SK31 1200 0000 1987 4263 7541 today       | to [iban] today
      DE89 3704 0044 0532 0130 00 and more         | [iban] and more
      D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0  | [iban]
      NO93 8601 1117 947                           | [iban]
      My number is 078-05-1120.                    | My number is [ssn].
      219 09 9999                                  | [ssn]
      """)
  void isMasked(String said, String written) {
    assertEquals(written, ALL.mask(said));
    assertEquals(written, ALL.mask(written), "a mask is not masked again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+421 902 123 456",
        "Call me on 0902 123 456 or 0903 123 456.",
        "00421902123456",
        "+1 (555) 010-0100, or 555-010-0199 in the evening",
        "555 010 0100",
        "at 14:30:15 on 2026-11-21",
        "2026-11-21T14:30:15.123456789Z",
        "20261121143015",
        "21. 11. 2026 14.30",
        "1763719200000",
        "order 1234567890123456",
        "order 4111 1111 1111 1112",
        "order INV4111111111111111",
        "item_4111111111111111",
        "4111111111111111abc",
        "4000-2026-1121-0008",
        "12345678901234567890123",
        "one two three four five six seven eight nine zero",
        "I had one, two at most three",
        "1,234,567.89 and 4,111.11",
        "4111 1111",
        "GB82 WEST 1234 5698 7654 33",
        "XX82 WEST 1234 5698 7654 32",
        "US and 12 more, as in AT61 people",
        "078-05-112",
        "000-12-3456, 666-12-3456, 900-12-3456, 123-00-4567, 123-45-0000",
        "1078-05-1120",
        "+1 219 09 9999",
        "078-05 1120",
        "",
        "…"
      })
  void isLeftAlone(String said) {
    assertEquals(said, ALL.mask(said));
  }

  @Test
  void onlyWhatIsWanted() {
    String said = "4111111111111111 GB82WEST12345698765432 078-05-1120";

    assertEquals(said, new Redactor(Set.of()).mask(said));
    assertEquals(
        "[card …1111] GB82WEST12345698765432 078-05-1120",
        new Redactor(Set.of(Redaction.CARD_NUMBER)).mask(said));
    assertEquals(
        "4111111111111111 [iban] 078-05-1120", new Redactor(Set.of(Redaction.IBAN)).mask(said));
    assertEquals(
        "4111111111111111 GB82WEST12345698765432 [ssn]",
        new Redactor(Set.of(Redaction.US_SSN)).mask(said));
  }
}
