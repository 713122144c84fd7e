package dev.frontdesk.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.launcher.chaos.Departures.Seen;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final Departures BEFORE = seen(new Seen(1, 3), new Seen(2, 0), new Seen(3, 1));

  @Test
  void whoeverLeavesWhileNothingHappensIsSuspectedWrongly() {
    assertEquals(0, BEFORE.unfounded(BEFORE, Set.of()));
    var after = seen(new Seen(1, 4), new Seen(2, 0), new Seen(3, 2));
    assertEquals(2, after.unfounded(BEFORE, Set.of()));
  }

  @Test
  void thatTheOthersLoseSightOfAFrozenNodeAndItOfThemIsNoWonder() {
    var after = seen(new Seen(1, 4), new Seen(2, 2), new Seen(3, 2));
    assertEquals(0, after.unfounded(BEFORE, Set.of("b")));
    assertEquals(1, after.unfounded(BEFORE, Set.of("a")), "b has lost sight of c as well");
  }

  @Test
  void aNodeThatWasStartedAgainCountsFromTheStart() {
    var after = seen(new Seen(4, 1), new Seen(2, 1), new Seen(3, 2));
    assertEquals(0, after.unfounded(BEFORE, Set.of("a")));
  }

  @Test
  void goneAndSilentNodesHaveLeftAndOthersHaveNot() {
    assertEquals(3, Departures.in("""
        # TYPE frontdesk_cluster_changes_total counter
        frontdesk_cluster_changes_total{change="falsely-suspected"} 1.0
        frontdesk_cluster_changes_total{change="gone"} 2.0
        frontdesk_cluster_changes_total{change="joined"} 7.0
        frontdesk_cluster_changes_total{change="silent"} 1.0
        frontdesk_cluster_members 3.0
        """));
  }

  private static Departures seen(Seen a, Seen b, Seen c) {
    return new Departures(Map.of("a", a, "b", b, "c", c));
  }
}
