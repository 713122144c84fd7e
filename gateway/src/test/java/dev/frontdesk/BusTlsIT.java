package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.cluster.BusCertificates;
import dev.frontdesk.cluster.BusTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes prove to each other that they are nodes, or hear nothing. */
class BusTlsIT {
  private static final DeliveryOptions SOON = new DeliveryOptions().setSendTimeout(2_000);

  private final int port = FreePorts.range(4);
  private final List<Vertx> nodes = new ArrayList<>();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @AfterEach
  void close() {
    nodes.forEach(each -> TestGateway.await(each.close()));
  }

  @Test
  void nodesOfOneAuthorityTalkAndNobodyElseGetsOrGivesAnything() throws IOException {
    var ours = authority("ours");
    Vertx first = node(Optional.of(ours.node("a")));
    Vertx second = node(Optional.of(ours.node("b")));
    Vertx foreign = node(Optional.of(authority("theirs").node("c")));
    Vertx bare = node(Optional.empty());
    listen(first, "first");
    listen(second, "second");
    listen(foreign, "foreign");
    listen(bare, "bare");

    assertEquals("second", TestGateway.await(ask(first, "second")));
    assertEquals("first", TestGateway.await(ask(second, "first")));
    assertEquals(List.of("second", "first"), heard);
    for (Future<String> asked : List.of(
        ask(foreign, "first"),
        ask(bare, "first"),
        ask(first, "foreign"),
        ask(first, "bare"),
        ask(bare, "foreign"))) {
      assertThrows(
          CompletionException.class,
          () -> asked.toCompletionStage().toCompletableFuture().join());
    }
    assertEquals(List.of("second", "first"), heard);
  }

  /** Who asks for no certificate could otherwise pose as a node. */
  @Test
  void aNodeSaysNothingToOneOfAnotherAuthorityThatWouldTakeAnything() throws IOException {
    BusTls theirs = authority("theirs").node("c");
    Vertx vertx = Vertx.vertx();
    nodes.add(vertx);
    var server = TestGateway.await(vertx
        .createNetServer(new NetServerOptions()
            .setSsl(true)
            .setKeyCertOptions(new PemKeyCertOptions()
                .addCertPath(theirs.certificate().toString())
                .addKeyPath(theirs.key().toString())))
        .connectHandler(socket -> heard.add("connected"))
        .listen(0, "127.0.0.1"));
    var bus = new EventBusOptions();
    BusCertificates.read(authority("ours").node("a")).secure(bus);
    var client = vertx.createNetClient(
        new NetClientOptions(bus.toJson()).setHostnameVerificationAlgorithm(""));

    var refused = client.connect(server.actualPort(), "127.0.0.1");

    assertThrows(
        CompletionException.class,
        () -> refused.toCompletionStage().toCompletableFuture().join());
  }

  @Test
  void theBusListensWhereItIsTold() throws IOException {
    int bus = FreePorts.range(1);
    var settings = settings().withBus(bus, Optional.empty());
    Vertx node = started(settings);
    assertEquals(bus, info(node).port());
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsUsedAndNotRepeated() throws IOException {
    var ours = authority("ours");
    BusTls a = ours.node("a");
    BusTls b = ours.node("b");
    BusTls c = authority("theirs").node("c");
    assertEquals(
        "the key is not the certificate's",
        refusal(new BusTls(a.certificate(), b.key(), a.authority())));
    assertEquals(
        "the certificate is not one of the authority, for client and server, valid today",
        refusal(new BusTls(a.certificate(), a.key(), c.authority())));
    assertEquals("no private key", refusal(new BusTls(a.certificate(), a.certificate(), a.key())));
    assertEquals("no certificate", refusal(new BusTls(a.key(), a.key(), a.authority())));
    assertEquals(
        "cannot be read", refusal(new BusTls(folder.resolve("none"), a.key(), a.authority())));
  }

  private static @Nullable String refusal(BusTls files) {
    return assertThrows(IllegalArgumentException.class, () -> BusCertificates.read(files))
        .getMessage();
  }

  private TestAuthority authority(String name) throws IOException {
    return new TestAuthority(Files.createDirectory(folder.resolve(name)));
  }

  private void listen(Vertx node, String name) {
    TestGateway.await(node.eventBus()
        .consumer(name, (Message<String> asked) -> {
          heard.add(name);
          asked.reply(name);
        })
        .completion());
  }

  private static Future<String> ask(Vertx node, String name) {
    return node.eventBus().<String>request(name, "who?", SOON).map(Message::body);
  }

  private Vertx node(Optional<BusTls> tls) {
    return started(settings().withBus(0, tls));
  }

  private Vertx started(ClusterSettings settings) {
    Vertx node = TestGateway.await(Clustering.start(Optional.of(settings)));
    nodes.add(node);
    return node;
  }

  /** Each asks the first, which is there already. */
  private ClusterSettings settings() {
    return new ClusterSettings(
        "127.0.0.1", List.of("127.0.0.1:" + port), null, port + nodes.size());
  }

  private static NodeInfo info(Vertx node) {
    if (node instanceof io.vertx.core.internal.VertxInternal internal
        && internal.clusterManager() instanceof HazelcastClusterManager manager) {
      return manager.getNodeInfo();
    }
    throw new AssertionError("not clustered");
  }
}
