package dev.frontdesk;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.journal.JournalHealth;
import dev.frontdesk.journal.JournalVerticle;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.Claim;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A journal and nothing else of a node, with one claimed call, on a database of its own behind a wire. */
final class TestJournal implements AutoCloseable {
  static final NodeId NODE = new NodeId("test-node");

  final TestServer server = new TestServer();
  final Vertx vertx = Vertx.vertx();
  final Wire wire = new Wire(vertx, server.running().port());
  final CallId call = new CallId(UUID.randomUUID());
  final Bus bus;
  private final RecordCodec codec = new RecordCodec(List.of());
  private final Path spool;
  private final Database database;
  private JournalHealth health = new JournalHealth();
  private String deployed;

  TestJournal(Path spool) {
    this.spool = spool;
    bus = new Bus(vertx, codec);
    database =
        TestGateway.await(Database.open(vertx, TestGateway.through(server.running(), wire.port())));
    TestGateway.await(database
        .claims()
        .claim(new Claim(
            call,
            Database.PLATFORM_ENDPOINT,
            "rtc_1",
            "realtime.call.incoming",
            null,
            "wh_1",
            "{}",
            NODE,
            Instant.EPOCH)));
    deployed = deploy();
  }

  boolean isSpooling() {
    return health.isSpooling();
  }

  void stop() {
    TestGateway.await(vertx.undeploy(deployed));
  }

  /** As a new process of this node finds it: the spool is there, what was remembered is not. */
  void startAgain() {
    health = new JournalHealth();
    deployed = deploy();
  }

  @Override
  public void close() {
    stop();
    TestGateway.await(database.close());
    TestGateway.await(vertx.close());
    server.close();
  }

  private String deploy() {
    return TestGateway.await(vertx.deployVerticle(new JournalVerticle(
        NODE,
        bus,
        database,
        codec,
        spool,
        1 << 20,
        health,
        new Witnesses(NODE, bus, System::nanoTime))));
  }
}
