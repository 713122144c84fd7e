package dev.frontdesk.launcher.serve;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody outside the machine drains a node, nor through a proxy on it. */
class DrainGuardTest {
  @Test
  void nobodyElseMayAskForIt() {
    assertTrue(DrainGuard.isOfThisMachine(SocketAddress.inetSocketAddress(1, "127.0.0.1")));
    assertTrue(DrainGuard.isOfThisMachine(SocketAddress.inetSocketAddress(1, "::1")));
    assertFalse(DrainGuard.isOfThisMachine(SocketAddress.inetSocketAddress(1, "10.0.0.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "Via", "CF-Ray", "X-Real-IP"})
  void whatAProxyPassesOnShows(String header) {
    assertTrue(DrainGuard.isPassedOn(MultiMap.caseInsensitiveMultiMap().add(header, "1")));
    assertFalse(DrainGuard.isPassedOn(MultiMap.caseInsensitiveMultiMap().add("Host", "1")));
  }
}
