package dev.frontdesk.bus;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Splits calls among nodes without a word between them: each call goes to the node with the highest weight for it (rendezvous hashing,
 * Thaler and Ravishankar 1998). Who knows the same nodes finds the same winner; a node that goes moves its own calls only.
 */
public final class Rendezvous {
  private Rendezvous() {}

  /** Empty if nobody is there. */
  public static Optional<NodeId> winner(CallId call, Collection<NodeId> nodes) {
    return nodes.stream()
        .max(Comparator.<NodeId>comparingLong(node -> weight(call, node))
            .thenComparing(NodeId::value));
  }

  private static long weight(CallId call, NodeId node) {
    long hash = 0xcbf29ce484222325L; // FNV-1a over the name, then each half of the call's id
    for (int i = 0; i < node.value().length(); i++) {
      hash = (hash ^ node.value().charAt(i)) * 0x100000001b3L;
    }
    return mixed(mixed(hash ^ call.value().getMostSignificantBits())
        ^ call.value().getLeastSignificantBits());
  }

  /** The finaliser of MurmurHash3: one bit of the input changes about half of the output's. */
  private static long mixed(long bits) {
    long hash = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
