package dev.frontdesk.journal;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.ClaimAsked;
import dev.frontdesk.bus.BusMessage.ClaimMade;
import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.Claim;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes down what the calls of this node report; the only writer of facts and effects on it. */
public final class JournalVerticle extends VerticleBase {
  private final NodeId node;
  private final Bus bus;
  private final Database database;
  private final RecordCodec codec;
  private final Path spoolFile;
  private final long spoolBytes;
  private final JournalHealth health;
  private final Witnesses witnesses;
  private @Nullable Appender appender;
  private @Nullable EffectDesk effects;

  /**
   * @param spoolFile where entries wait while the database is away
   * @param spoolBytes largest size of that file
   * @param witnesses asked before an effect is granted without the database
   */
  public JournalVerticle(
      NodeId node,
      Bus bus,
      Database database,
      RecordCodec codec,
      Path spoolFile,
      long spoolBytes,
      JournalHealth health,
      Witnesses witnesses) {
    this.node = node;
    this.bus = bus;
    this.database = database;
    this.codec = codec;
    this.spoolFile = spoolFile;
    this.spoolBytes = spoolBytes;
    this.health = health;
    this.witnesses = witnesses;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(() -> new Spool(spoolFile, spoolBytes, codec))
        .compose(spool -> SharedGrants.open(vertx).compose(shared -> listen(spool, shared)));
  }

  @Override
  public Future<?> stop() {
    return appender == null ? Future.succeededFuture() : appender.close();
  }

  private Future<?> listen(Spool spool, SharedGrants shared) {
    health.spoolLimit(spoolBytes);
    health.spoolBytes(spool.bytes());
    var rows = new Rows(database, codec);
    appender = new Appender(vertx, rows, spool, health);
    effects = new EffectDesk(
        vertx,
        database.effects(),
        appender,
        codec,
        new Granted(System::nanoTime),
        shared,
        witnesses);
    return Future.all(
        bus.answer(Address.JOURNAL.on(node), this::append),
        bus.answer(Address.EFFECT_ASKED.on(node), this::verdict),
        bus.answer(Address.CLAIM_ASKED.on(node), this::claim),
        bus.listen(Address.EFFECT_ENDED.on(node), this::ended));
  }

  private Future<Taken> append(JournalBatch batch) {
    return appender == null
        ? Future.failedFuture("the journal is not open yet")
        : appender.append(batch.entries()).map(new Taken());
  }

  private Future<ClaimMade> claim(ClaimAsked asked) {
    return database
        .claims()
        .claim(codec.read(asked.claim(), Claim.class))
        .map(made -> new ClaimMade(made.call(), made.epoch(), made.fresh()));
  }

  private Future<EffectVerdict> verdict(EffectAsked asked) {
    return effects == null
        ? Future.failedFuture("the journal is not open yet")
        : effects.verdict(asked);
  }

  private void ended(EffectEnded ended) {
    if (effects != null) {
      effects.ended(ended);
    }
  }
}
