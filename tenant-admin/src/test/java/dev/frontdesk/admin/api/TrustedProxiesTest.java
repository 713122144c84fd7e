package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.admin.api.TrustedProxies.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private static final List<String> NETWORKS = List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33");

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      198.51.100.9 | 203.0.113.5                         | 198.51.100.9
      10.1.2.3     | 203.0.113.5                         | 203.0.113.5
      10.1.2.3     | 1.1.1.1, 203.0.113.5                | 203.0.113.5
      10.1.2.3     | 1.1.1.1, 203.0.113.5, 10.9.9.9      | 203.0.113.5
      10.1.2.3     | 10.5.5.5, 10.6.6.6                  | 10.5.5.5
      10.1.2.3     | -                                   | 10.1.2.3
      10.1.2.3     | 203.0.113.5, unknown                | 10.1.2.3
      10.1.2.3     | 203.0.113.5, unknown, 10.9.9.9      | 10.9.9.9
      10.1.2.3     | 203.0.113.5:4711                    | 203.0.113.5
      192.0.2.7    | 203.0.113.5                         | 203.0.113.5
      192.0.2.8    | 203.0.113.5                         | 192.0.2.8
      2001:db8:1::1 | 2001:db9::7                        | 2001:db9::7
      2001:db8:8000::1 | 2001:db9::7                     | 2001:db8:8000::1
      ::ffff:10.1.2.3 | [2001:db9::7]:443                | 2001:db9::7
      """)
  void theLastThatIsNoProxyOfOursIsTheClient(String peer, String header, String client) {
    assertEquals(
        client,
        TrustedProxies.of(NETWORKS, Header.X_FORWARDED_FOR)
            .client(peer, header == null ? List.of() : List.of(header)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      for=203.0.113.5;proto=https;by=10.1.1.1       | 203.0.113.5
      For="[2001:db9::7]:4711"                      | 2001:db9::7
      for=1.1.1.1, proto=https; for=203.0.113.5     | 203.0.113.5
      for=203.0.113.5, for=10.9.9.9                 | 203.0.113.5
      for=_hidden                                   | 10.1.2.3
      by=203.0.113.5                                | 10.1.2.3
      """)
  void aForwardedHeaderIsReadAsRfc7239HasIt(String header, String client) {
    assertEquals(
        client, TrustedProxies.of(NETWORKS, Header.FORWARDED).client("10.1.2.3", List.of(header)));
  }

  @Test
  void headersOfTheSameNameAreOneRow() {
    assertEquals(
        "203.0.113.5",
        TrustedProxies.of(NETWORKS, Header.X_FORWARDED_FOR)
            .client("10.1.2.3", List.of("1.1.1.1", "203.0.113.5, 10.9.9.9")));
    assertEquals("10.1.2.3", TrustedProxies.NONE.client("10.1.2.3", List.of("203.0.113.5")));
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    for (String wrong :
        new String[] {"10.0.0.0/33", "example.com", "10.0.0.0/x", "2001:db8::/129"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> TrustedProxies.of(List.of(wrong), Header.X_FORWARDED_FOR));
    }
  }
}
