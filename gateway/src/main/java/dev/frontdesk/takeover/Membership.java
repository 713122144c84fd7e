package dev.frontdesk.takeover;

import dev.frontdesk.model.NodeId;
import java.util.function.Consumer;

/** Who is in the cluster. */
public interface Membership {
  /**
   * Told of a node that left and whose process is known to be gone, from any thread; never of one that is only silent: that may be
   * frozen or cut off, and its lease tells.
   */
  void onGone(Consumer<NodeId> gone);

  /** A node alone has nobody to lose. */
  Membership ALONE = gone -> {};
}
