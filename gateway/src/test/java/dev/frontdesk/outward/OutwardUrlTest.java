package dev.frontdesk.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutwardUrlTest {
  private static final OutwardAllow ALLOW =
      OutwardAllow.of("localhost:8123, [::1]:81, :9443, 10.0.0.0/8");

  @ParameterizedTest
  @CsvSource({
    "https://Api.Example/orders?id=1, https://api.example:443, /orders?id=1",
    "https://api.example, https://api.example:443, /",
    "https://api.example:8443/a%2Fb, https://api.example:8443, /a%2Fb",
    "https://api.example:9443/, https://api.example:9443, /",
    "https://8.8.8.8/, https://8.8.8.8:443, /",
    "https://[2606:4700::1111]/, https://[2606:4700::1111]:443, /",
    "http://localhost:8123/x, http://localhost:8123, /x",
    "http://[::1]:81/, http://[::1]:81, /"
  })
  void whatMayBeSentToIsRead(String text, String origin, String target) throws OutwardFailure {
    OutwardUrl url = OutwardUrl.of(text, ALLOW);
    assertEquals(origin, url.origin());
    assertEquals(target, url.target());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example/",
        "http://api.example:443/",
        "ftp://api.example/",
        "//api.example/",
        "api.example",
        "",
        "https://",
        "https:///x",
        "https://user@api.example/",
        "https://api.example@10.0.0.1/",
        "https://api.example/#x",
        "https://api.example:22/",
        "https://api.example:0/",
        "https://api.example:99999/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.01/",
        "https://127.0.0.1.:443/",
        "https://localhost./",
        "https://256.1.1.1/",
        "https://[::1%25eth0]/",
        "https://api_internal.example/",
        "https://ex%61mple.com/",
        "https://exämple.com/",
        "https://１２７.0.0.1/",
        "https://api.example\\@10.0.0.1/",
        "https://api.example/a b",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:192.168.0.1]/",
        "http://localhost:8124/"
      })
  void whatMayNotOrIsWrittenOddlyIsRefused(String text) {
    var refused = assertThrows(OutwardFailure.class, () -> OutwardUrl.of(text, ALLOW));
    assertEquals(OutwardFailure.Kind.REFUSED, refused.kind());
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    String path = "x".repeat(5_000);
    assertThrows(OutwardFailure.class, () -> OutwardUrl.of("https://api.example/" + path, ALLOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "https://api.example", "10.0.0.0/40", "a b:1", ":x"})
  void whatAllowsNothingIsRefused(String list) {
    assertThrows(IllegalArgumentException.class, () -> OutwardAllow.of(list));
  }
}
