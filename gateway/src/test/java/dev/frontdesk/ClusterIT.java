package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** More than one node: an offer that nobody decided finds another desk; roles split over nodes make one gateway. */
class ClusterIT {

  @Test
  void aCallThatWasOnlyClaimedIsAnsweredByAnotherNode() {
    var withoutAcceptance = EnumSet.complementOf(EnumSet.of(Role.ACCEPTANCE, Role.ADMIN));
    try (var first = new TestGateway(settings -> first(settings, withoutAcceptance), null, 0)) {
      var placed = first.placing(first.webhook(), """
          ring: 20s
          steps: [ greeting, hang-up ]
          expect: { accepts: 1, greetings: 1 }
          """);
      first.eventually("SELECT owner FROM call_claim", owners -> owners.equals(List.of("first")));
      TestGateway.await(first.gateway.stop());
      try (var second = Node.start(first, Vertx.vertx(), "second", Role.ALL)) {

        assertEquals(List.of(), TestGateway.await(placed).broken());
        assertEquals(
            List.of("2 second"), second.ask("SELECT epoch || ' ' || owner FROM call_claim"));
      }
    }
  }

  @Test
  void rolesOnTwoNodesOfAClusterAnswerACallTogether() {
    var front = EnumSet.of(Role.WEBHOOKS, Role.SESSIONS);
    var back = EnumSet.of(Role.ACCEPTANCE, Role.TRANSFERS);
    int port = FreePorts.range(2);
    Vertx backVertx = clustered(port, port);
    try (var first = new TestGateway(
            settings -> first(settings, front), null, 0, clustered(port + 1, port));
        var second = Node.start(first, backVertx, "second", back)) {
      var report = first.place("""
          steps:
          - greeting
          - caller: Sales, please.
          - tool: transfer_call
            with: { destination: sales }
          - refer: accepted-and-moved
          - wait-for-end
          expect: { outcome: transferred, refer-to: "tel:+15550100010" }
          """);
      assertEquals(List.of(), report.broken());
      assertEquals(
          List.of("handed-over"),
          first.eventually(
              "SELECT outcome FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 1));
      assertEquals(List.of("first"), second.ask("SELECT owner FROM call_claim"));
    }
  }

  private static Vertx clustered(int port, int member) {
    var cluster = new ClusterSettings("127.0.0.1", List.of("127.0.0.1:" + member), null, port);
    return TestGateway.await(Clustering.start(Optional.of(cluster)));
  }

  private static GatewaySettings first(GatewaySettings settings, Set<Role> roles) {
    return Node.named(settings, "first", roles);
  }

  /** Another gateway on the same database and provider. */
  private record Node(
      Vertx vertx, Database database, Directory directory, Gateway gateway, TestServer server)
      implements AutoCloseable {
    static Node start(TestGateway beside, Vertx vertx, String name, Set<Role> roles) {
      Database database = TestGateway.await(Database.open(vertx, beside.server.running()));
      Directory directory = TestGateway.await(Directory.open(vertx, database, null));
      var settings = named(beside.settings(), name, roles);
      Gateway gateway =
          TestGateway.await(Gateway.start(vertx, settings, database, directory, router -> {}));
      return new Node(vertx, database, directory, gateway, beside.server);
    }

    static GatewaySettings named(GatewaySettings settings, String name, Set<Role> roles) {
      return new GatewaySettings(
          new NodeId(name),
          roles,
          settings.host(),
          0,
          settings.defaultEndpoint(),
          settings.voice(),
          settings.dialledHeader(),
          settings.spoolFile().resolveSibling(name + ".spool"),
          settings.spoolBytes(),
          settings.ringingBudget(),
          settings.unknownNumberCode(),
          settings.lease());
    }

    List<String> ask(String sql) {
      return server.ask(sql);
    }

    @Override
    public void close() {
      TestGateway.await(gateway.stop());
      TestGateway.await(directory.close());
      TestGateway.await(database.close());
      TestGateway.await(vertx.close());
    }
  }
}
