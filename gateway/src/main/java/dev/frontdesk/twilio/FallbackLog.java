package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Fact;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how a caller fared whom the receptionist cannot talk to: in the journal of their call, which nobody drives any more. */
final class FallbackLog {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackLog.class);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);

  /** Far behind the sequence of any call, one for each outcome of each rung: told twice, it is written once. */
  private static final int SEQUENCE = 1_000_000;

  private static final List<Fact.FellBack.Rung> RUNGS = List.of(Fact.FellBack.Rung.values());
  private static final List<Fact.FellBack.Catch> OUTCOMES = List.of(Fact.FellBack.Catch.values());

  private final ClaimStore claims;
  private final Bus bus;
  private final RecordCodec codec;
  private final InstantSource clock;

  FallbackLog(ClaimStore claims, Bus bus, RecordCodec codec, InstantSource clock) {
    this.claims = claims;
    this.bus = bus;
    this.codec = codec;
    this.clock = clock;
  }

  /** The caller waits for none of it. */
  void note(Endpoint endpoint, Visit visit, Fact.FellBack fact) {
    claims
        .carrierCall(endpoint.id(), visit.providerCall())
        .compose(found ->
            found.isEmpty() ? Future.failedFuture("no such call") : write(found.get(), fact))
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("carrierCall", visit.providerCall())
            .setCause(cause)
            .log("not written down: {} {}", fact.rung(), fact.outcome()));
  }

  private static int sequence(Fact.FellBack fact) {
    return SEQUENCE
        + RUNGS.indexOf(fact.rung()) * OUTCOMES.size()
        + OUTCOMES.indexOf(fact.outcome());
  }

  private Future<Void> write(CarrierCall call, Fact.FellBack fact) {
    var entry = new Entry(
        call.call(),
        call.epoch(),
        sequence(fact),
        clock.instant(),
        fact.journalKind(),
        codec.text(fact));
    return bus.ask(
            Address.JOURNAL.on(call.owner()),
            new JournalBatch(List.of(entry)),
            Taken.class,
            TAKEN_WITHIN)
        .mapEmpty();
  }
}
