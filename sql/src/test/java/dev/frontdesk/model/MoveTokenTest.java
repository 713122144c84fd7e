package dev.frontdesk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MoveTokenTest {
  /** A provider that refuses an address may repeat it, and the token in it still holds. */
  @Test
  void isHiddenInWhatOthersSay() {
    MoveToken token = MoveToken.of(new byte[MoveToken.BYTES]);
    assertEquals(
        "HTTP 400: no such address: sip:move-***@desk.example",
        MoveToken.masked("HTTP 400: no such address: " + token.at("desk.example")));
  }
}
