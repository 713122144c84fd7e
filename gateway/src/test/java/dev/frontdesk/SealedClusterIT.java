package dev.frontdesk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.map.IMap;
import dev.frontdesk.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the cluster keeps is for the nodes that know its secret. */
class SealedClusterIT {
  private static final Secret OLD = secret("the old secret, planted here, 32");
  private static final Secret NEW = secret("the new secret, planted here, 32");
  private static final String WORDS = "planted words of a caller";

  private final int port = FreePorts.range(3);
  private final List<Vertx> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(each -> TestGateway.await(each.close()));
  }

  @Test
  void nodesWithTheSecretReadWhatHazelcastCannot() {
    Vertx first = node(List.of(OLD));
    Vertx second = node(List.of(OLD));
    TestGateway.await(this.<String>map(first).put("text", WORDS));
    TestGateway.await(this.<Buffer>map(first).put("bytes", Buffer.buffer(WORDS), 60_000));

    assertEquals(WORDS, TestGateway.await(this.<String>map(second).get("text")));
    assertEquals(
        Buffer.buffer(WORDS), TestGateway.await(this.<Buffer>map(second).get("bytes")));
    IMap<Object, Object> raw = hazelcast(second).getMap("words");
    assertEquals(Set.of("text", "bytes"), raw.keySet());
    raw.values().forEach(value -> assertFalse(bytes(value).contains("planted")));
    assertTrue(bytes(WORDS).contains("planted"), "they would be seen");
  }

  @Test
  void anEntryThatDoesNotOpenCountsAsAbsentAndIsWrittenOver() {
    Vertx node = node(List.of(OLD));
    AsyncMap<String, String> map = map(node);
    TestGateway.await(map.put("one", WORDS));
    IMap<Object, Object> raw = hazelcast(node).getMap("words");
    raw.set("moved", raw.get("one"));
    assertNull(TestGateway.await(map.get("moved")));
    assertEquals(Map.of("one", WORDS), TestGateway.await(map.entries()));
    TestGateway.await(map.put("moved", "again"));
    assertEquals("again", TestGateway.await(map.get("moved")));
  }

  @Test
  void aNodeWithAnotherSecretOrNoneDoesNotJoin() {
    Vertx ours = node(List.of(OLD));
    Vertx other = node(List.of(NEW));
    Vertx none = node(List.of());
    for (Vertx each : List.of(ours, other, none)) {
      assertEquals(1, hazelcast(each).getCluster().getMembers().size());
    }
  }

  @Test
  void aNewerSecretIsBroughtInWithoutPartingTheCluster() {
    Vertx before = node(List.of(OLD));
    TestGateway.await(this.<String>map(before).put("old", WORDS));
    Vertx after = node(List.of(NEW, OLD));
    TestGateway.await(this.<String>map(after).put("new", WORDS));

    assertEquals(2, hazelcast(after).getCluster().getMembers().size());
    assertEquals(WORDS, TestGateway.await(this.<String>map(after).get("old")));
    assertEquals(WORDS, TestGateway.await(this.<String>map(after).get("new")));
    assertNull(TestGateway.await(this.<String>map(before).get("new")));
  }

  private <V> AsyncMap<String, V> map(Vertx node) {
    return TestGateway.await(node.sharedData().<String, V>getClusterWideMap("words"));
  }

  private Vertx node(List<Secret> secrets) {
    var settings = new ClusterSettings(
            "127.0.0.1", List.of("127.0.0.1:" + port), null, port + nodes.size())
        .withSecrets(secrets);
    Vertx node = TestGateway.await(Clustering.start(Optional.of(settings)));
    nodes.add(node);
    return node;
  }

  private static HazelcastInstance hazelcast(Vertx node) {
    if (node instanceof VertxInternal internal
        && internal.clusterManager() instanceof HazelcastClusterManager manager) {
      return manager.getHazelcastInstance();
    }
    throw new AssertionError("not clustered");
  }

  /** As Hazelcast sends it. */
  private static String bytes(Object value) {
    var serialization = new DefaultSerializationServiceBuilder().build();
    try {
      return new String(serialization.toBytes(value), ISO_8859_1);
    } finally {
      serialization.dispose();
    }
  }

  private static Secret secret(String bytes) {
    return Secret.of(Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8)));
  }
}
