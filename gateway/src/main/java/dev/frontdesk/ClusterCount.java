package dev.frontdesk;

import com.hazelcast.cluster.Address;
import dev.frontdesk.metrics.NodeMeters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Who came to the cluster and who left it, as this node saw it. May be used from any thread. */
final class ClusterCount {
  private final LongAdder joined = new LongAdder();
  private final LongAdder gone = new LongAdder();
  private final LongAdder silent = new LongAdder();
  private final LongAdder suspectedFalsely = new LongAdder();
  private final Set<Address> silentAt = ConcurrentHashMap.newKeySet();
  private volatile int members = 1;

  void members(int now) {
    members = now;
  }

  /** Whoever was only silent and comes back from the same address was frozen, cut off or too busy: it had not died. */
  void joined(Address from) {
    joined.increment();
    if (silentAt.remove(from)) {
      suspectedFalsely.increment();
    }
  }

  /** @param dead whether its process is known to be gone */
  void left(Address from, boolean dead) {
    if (dead) {
      gone.increment();
    } else {
      silent.increment();
      silentAt.add(from);
    }
  }

  void show(NodeMeters meters) {
    meters.gauge(
        "frontdesk.cluster.members",
        "Nodes in the cluster as this one sees it, itself included.",
        this,
        count -> count.members);
    String changes =
        "Nodes that came and went; gone: the process is dead, silent: it did not answer.";
    String name = "frontdesk.cluster.changes";
    meters.counter(name, changes, "change", "joined", this, count -> count.joined.sum());
    meters.counter(name, changes, "change", "gone", this, count -> count.gone.sum());
    meters.counter(name, changes, "change", "silent", this, count -> count.silent.sum());
    meters.counter(
        name, changes, "change", "falsely-suspected", this, count -> count.suspectedFalsely.sum());
  }
}
