package dev.frontdesk;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.takeover.Membership;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which node a member of the Hazelcast cluster was when it left, and whether its process is gone. A kernel refuses connections in
 * the name of a process that is dead; one that is frozen still accepts them, and from one that is cut off nothing comes.
 */
final class ClusterMembership implements Membership {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterMembership.class);
  private static final String MAP = "frontdesk.nodes";
  private static final int CONNECT_MS = 500;

  /** Who joins says its name once it is up, which takes seconds. */
  private static final int NAME_ASKED = 120;

  private static final long NAME_ASKED_EVERY_MS = 500;

  /** What Vert.x calls a member, which stays when Hazelcast gives it another UUID because it comes back from a split. */
  private static final String VERTX_NODE = "__vertx.nodeId";

  private final Vertx vertx;
  private final Cluster cluster;
  private final String self;
  private final AsyncMap<String, String> nodes;
  private final NetClient client;
  private final ClusterCount count;

  /**
   * What the members told while all was well. A cluster that has just lost one of them first finds out where its maps are, and a caller
   * waits for that.
   */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  private final List<Consumer<NodeId>> told = new CopyOnWriteArrayList<>();

  private ClusterMembership(
      Vertx vertx,
      Cluster cluster,
      String self,
      AsyncMap<String, String> nodes,
      ClusterCount count) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.self = self;
    this.nodes = nodes;
    this.count = count;
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MS));
  }

  /** Makes {@code node} known to the others, and again when it comes back to them from a split. */
  static Future<Membership> open(Vertx vertx, NodeId node, ClusterCount count) {
    if (!(vertx instanceof VertxInternal internal)
        || !(internal.clusterManager() instanceof HazelcastClusterManager manager)) {
      return Future.succeededFuture(Membership.ALONE);
    }
    HazelcastInstance hazelcast = manager.getHazelcastInstance();
    return vertx
        .sharedData()
        .<String, String>getClusterWideMap(MAP)
        .map(nodes ->
            new ClusterMembership(vertx, hazelcast.getCluster(), manager.getNodeId(), nodes, count))
        .compose(membership -> {
          hazelcast.getLifecycleService().addLifecycleListener(changed -> {
            if (changed.getState() == LifecycleState.MERGED) {
              vertx.runOnContext(now -> membership.known(node));
            }
          });
          return membership.known(node).map(done -> membership.counted());
        });
  }

  private Future<Void> known(NodeId node) {
    return nodes
        .put(self, node.value())
        .onFailure(cause ->
            LOG.atWarn().log("the others do not know this node by name: {}", cause.getMessage()));
  }

  /** Whatever this node does, it sees who is there. */
  private ClusterMembership counted() {
    count.members(cluster.getMembers().size());
    cluster.getMembers().forEach(member -> learn(id(member), NAME_ASKED));
    cluster.addMembershipListener(new MembershipListener() {
      @Override
      public void memberAdded(MembershipEvent joined) {
        vertx.runOnContext(now -> learn(id(joined.getMember()), NAME_ASKED));
        count.members(joined.getMembers().size());
        count.joined(joined.getMember().getAddress());
      }

      @Override
      public void memberRemoved(MembershipEvent left) {
        count.members(left.getMembers().size());
        vertx.runOnContext(now -> look(left.getMember()));
      }
    });
    return this;
  }

  @Override
  public void onGone(Consumer<NodeId> gone) {
    told.add(gone);
  }

  /** Once for all that want to know: who left is counted once, and its name is known once. */
  private void look(Member member) {
    Address address = member.getAddress();
    isGone(address)
        .onSuccess(dead -> count.left(address, dead))
        .compose(dead -> dead ? name(id(member)).onSuccess(this::tell) : Future.succeededFuture())
        .onFailure(cause ->
            LOG.atWarn().log("which node left the cluster is not known: {}", cause.getMessage()));
  }

  private Future<String> name(String member) {
    String known = names.remove(member);
    return known == null ? nodes.get(member) : Future.succeededFuture(known);
  }

  private void learn(String member, int left) {
    nodes.get(member).otherwiseEmpty().onSuccess(name -> {
      if (name != null) {
        names.put(member, name);
      } else if (left > 0) {
        vertx.setTimer(NAME_ASKED_EVERY_MS, later -> learn(member, left - 1));
      }
    });
  }

  private static String id(Member member) {
    return String.valueOf(member.getAttribute(VERTX_NODE));
  }

  private void tell(String name) {
    if (name != null) {
      told.forEach(gone -> gone.accept(new NodeId(name)));
    }
  }

  private Future<Boolean> isGone(Address address) {
    return client
        .connect(address.getPort(), address.getHost())
        .compose(socket -> socket.close().map(false))
        .recover(cause -> Future.succeededFuture(isRefused(cause)));
  }

  /** By its words: a connect that timed out is a ConnectException too. */
  private static boolean isRefused(Throwable cause) {
    return cause instanceof ConnectException
        && String.valueOf(cause.getMessage()).contains("Connection refused");
  }
}
