package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An effect happens once and its result is not lost, wherever in its life the database goes away. */
class EffectOutageIT {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final String EFFECT = "transfer-1";
  private static final String TAKEN = "\"TAKEN\"";
  private static final EffectVerdict GRANTED = new EffectVerdict(Verdict.GRANTED, null);
  private static final EffectVerdict DONE_UNKNOWN = new EffectVerdict(Verdict.DONE, null);
  private static final EffectVerdict DONE_TAKEN = new EffectVerdict(Verdict.DONE, TAKEN);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private TestJournal journal;

  @BeforeEach
  void open() {
    journal = new TestJournal(folder.resolve("journal.spool"));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void aResultThatTheDatabaseMissedIsRememberedAndStoredWhenItIsBack() {
    assertEquals(GRANTED, ask());
    journal.wire.cut();
    end();
    TestGateway.eventually(this::ask, DONE_TAKEN::equals);
    journal.wire.mend();
    assertStored();
  }

  @Test
  void anEffectGrantedAndEndedWithoutTheDatabaseIsStoredInThatOrder() {
    journal.wire.cut();
    assertEquals(GRANTED, ask());
    assertEquals(DONE_UNKNOWN, ask());
    end();
    TestGateway.eventually(this::ask, DONE_TAKEN::equals);
    journal.wire.mend();
    assertStored();
    assertEquals(DONE_TAKEN, ask());
  }

  @Test
  void whatTheDatabaseGrantedIsNotGrantedAgainWithoutIt() {
    assertEquals(GRANTED, ask());
    journal.wire.cut();
    assertEquals(DONE_UNKNOWN, ask());
    journal.wire.mend();
  }

  @Test
  void aResultInTheSpoolOutlivesTheProcess() {
    journal.wire.cut();
    assertEquals(GRANTED, ask());
    end();
    TestGateway.eventually(this::ask, DONE_TAKEN::equals);
    journal.stop();
    assertEquals(
        List.of(),
        journal.server.ask("SELECT effect_id FROM effect"),
        "nothing got through before");
    journal.wire.mend();
    journal.startAgain();
    assertStored();
    assertEquals(DONE_TAKEN, ask(), "a desk that remembers nothing learns it from the database");
  }

  private void assertStored() {
    TestGateway.eventually(
        () -> journal.server.ask("SELECT result FROM effect WHERE effect_id = '" + EFFECT + "'"),
        List.of(TAKEN)::equals);
    TestGateway.eventually(journal::isSpooling, spooling -> !spooling);
  }

  private EffectVerdict ask() {
    return TestGateway.await(journal.bus.ask(
        Address.EFFECT_ASKED.on(TestJournal.NODE),
        new EffectAsked(journal.call, 1, TENANT, EFFECT, "transfer", "{}"),
        EffectVerdict.class,
        Duration.ofSeconds(20)));
  }

  private void end() {
    journal.bus.send(
        Address.EFFECT_ENDED.on(TestJournal.NODE), new EffectEnded(journal.call, EFFECT, TAKEN));
  }
}
