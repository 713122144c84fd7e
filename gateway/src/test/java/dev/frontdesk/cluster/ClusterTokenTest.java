package dev.frontdesk.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token is good for what it was made for, for a minute, wherever the secret is known. */
class ClusterTokenTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Secret OLD = secret(1);
  private static final Secret NEW = secret(2);
  private final ClusterToken token = new ClusterToken(List.of(OLD));

  @Test
  void isGoodForAMinute() {
    String given = token.of("POST /drain of 8082", NOON);
    assertTrue(token.isGood(given, "POST /drain of 8082", NOON.plusSeconds(60)));
    assertTrue(token.isGood(given, "POST /drain of 8082", NOON.minusSeconds(60)));
    assertFalse(token.isGood(given, "POST /drain of 8082", NOON.plusSeconds(61)));
    assertFalse(token.isGood(given, "POST /drain of 8082", NOON.minusSeconds(61)));
  }

  @Test
  void isGoodForNothingElse() {
    String given = token.of("POST /drain of 8082", NOON);
    assertFalse(token.isGood(given, "POST /drain of 8083", NOON));
    assertFalse(token.isGood(given.substring(1), "POST /drain of 8082", NOON));
    assertFalse(token.isGood("yes", "POST /drain of 8082", NOON));
    assertFalse(new ClusterToken(List.of(NEW)).isGood(given, "POST /drain of 8082", NOON));
  }

  @Test
  void isKnownByEitherSecretWhileItChanges() {
    var both = new ClusterToken(List.of(NEW, OLD));
    assertTrue(both.isGood(token.of("x", NOON), "x", NOON));
    assertTrue(new ClusterToken(List.of(NEW)).isGood(both.of("x", NOON), "x", NOON));
  }

  private static Secret secret(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }
}
