package dev.frontdesk.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Survivors that know the same nodes agree, without a word, who takes which call. */
class RendezvousProperties {
  @Property(tries = 200)
  void everyCallHasOneWinnerInWhateverOrderTheNodesAreKnown(
      @ForAll @IntRange(min = 1, max = 9) int count, @ForAll long seed) {
    List<NodeId> nodes = nodes(count, seed);
    var otherOrder = new ArrayList<>(nodes);
    Collections.reverse(otherOrder);
    calls(50, seed).forEach(call -> {
      Optional<NodeId> winner = Rendezvous.winner(call, nodes);
      assertTrue(nodes.contains(winner.orElseThrow()));
      assertEquals(winner, Rendezvous.winner(call, otherOrder));
    });
  }

  @Property(tries = 200)
  void aNodeThatGoesMovesItsOwnCallsOnly(
      @ForAll @IntRange(min = 2, max = 9) int count, @ForAll long seed) {
    List<NodeId> nodes = nodes(count, seed);
    NodeId lost = nodes.get(0);
    List<NodeId> rest = nodes.subList(1, count);
    calls(50, seed).forEach(call -> {
      NodeId before = Rendezvous.winner(call, nodes).orElseThrow();
      if (!before.equals(lost)) {
        assertEquals(Optional.of(before), Rendezvous.winner(call, rest));
      }
    });
  }

  @Property(tries = 50)
  void theSplitIsEven(@ForAll @IntRange(min = 2, max = 5) int count, @ForAll long seed) {
    int calls = 2_000;
    var taken = new HashMap<NodeId, Integer>();
    calls(calls, seed)
        .forEach(call -> taken.merge(
            Rendezvous.winner(call, nodes(count, seed)).orElseThrow(), 1, Integer::sum));
    int fair = calls / count;
    assertEquals(count, taken.size());
    taken.forEach((node, share) ->
        assertTrue(Math.abs(share - fair) < fair / 3, node + " has " + share + " of " + fair));
  }

  @Property(tries = 1)
  void withNobodyThereNobodyWins() {
    assertEquals(Optional.empty(), Rendezvous.winner(new CallId(new UUID(1, 2)), List.of()));
  }

  private static List<NodeId> nodes(int count, long seed) {
    return IntStream.range(0, count)
        .mapToObj(i -> new NodeId("gateway-" + Long.toHexString(seed) + "-" + i))
        .toList();
  }

  private static Stream<CallId> calls(int count, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> new CallId(new UUID(random.nextLong(), random.nextLong())));
  }
}
