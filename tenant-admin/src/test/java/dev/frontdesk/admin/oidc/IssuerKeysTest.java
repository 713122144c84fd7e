package dev.frontdesk.admin.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import dev.frontdesk.admin.oidc.Issuer.Found;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the issuer is asked, and whose keys count, by a clock that the test moves. */
class IssuerKeysTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Future<Found> answer = found(TestIssuer.RSA);
  private int asked;
  private final IssuerKeys keys = new IssuerKeys(this::ask, () -> now);

  @Test
  void itIsAskedOnceAndAgainAheadOfTime() {
    assertTrue(knows("rsa-1"));
    assertTrue(knows("rsa-1"));
    assertEquals(1, asked);

    later(Duration.ofMinutes(9));
    answer = found(TestIssuer.RSA, TestIssuer.CURVE);
    assertTrue(knows("rsa-1"));
    assertEquals(2, asked);
    assertTrue(keys.has("ec-1"));

    later(Duration.ofMinutes(11));
    answer = found(TestIssuer.CURVE);
    assertFalse(knows("rsa-1"));
    assertFalse(keys.has("rsa-1"));
  }

  @Test
  void anUnknownKeyIsAskedForAtMostOnceInHalfAMinute() {
    assertTrue(knows("rsa-1"));
    answer = found(TestIssuer.RSA, TestIssuer.CURVE);
    assertTrue(knows("ec-1"));
    assertEquals(2, asked);

    assertFalse(knows("made-up"));
    assertFalse(knows("made-up-2"));
    assertEquals(2, asked);

    later(Duration.ofSeconds(31));
    assertFalse(knows("made-up"));
    assertEquals(3, asked);
  }

  @Test
  void whileTheIssuerIsAwayItsOldKeysCountForADay() {
    assertTrue(knows("rsa-1"));
    answer = Future.failedFuture(new IssuerAway("away"));
    later(Duration.ofHours(1));
    assertTrue(knows("rsa-1"));
    assertTrue(knows("rsa-1"));
    assertEquals(2, asked);

    later(Duration.ofHours(24));
    assertInstanceOf(IssuerAway.class, keys.named("rsa-1").cause());
    assertFalse(keys.has("rsa-1"));
  }

  @Test
  void withoutAKeyItIsAskedAgainAfterTwoSecondsAndByAllAtOnce() {
    Promise<Found> slow = Promise.promise();
    answer = slow.future();
    Future<List<JWK>> one = keys.named("rsa-1");
    Future<List<JWK>> other = keys.named("rsa-1");
    assertEquals(1, asked);
    slow.fail(new IssuerAway("away"));
    assertInstanceOf(IssuerAway.class, one.cause());
    assertInstanceOf(IssuerAway.class, other.cause());

    assertInstanceOf(IssuerAway.class, keys.named("rsa-1").cause());
    assertEquals(1, asked);
    later(Duration.ofSeconds(3));
    answer = found(TestIssuer.RSA);
    assertTrue(knows("rsa-1"));
  }

  private boolean knows(String id) {
    return !keys.named(id).result().isEmpty();
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private Future<Found> ask() {
    asked++;
    return answer;
  }

  private static Future<Found> found(JWK... all) {
    return Future.succeededFuture(new Found(List.of(all), null));
  }
}
