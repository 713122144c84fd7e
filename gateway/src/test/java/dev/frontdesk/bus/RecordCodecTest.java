package dev.frontdesk.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private final RecordCodec codec = new RecordCodec(List.of());
  private final Origin origin = new Origin(
      new EndpointId(new UUID(0, 1)),
      "openai",
      "rtc_1",
      null,
      new PhoneNumber("+421900000001"),
      "Jana \"J\"",
      null,
      Instant.ofEpochSecond(1, 5),
      Instant.EPOCH,
      Instant.EPOCH);

  @Test
  void aMessageIsItselfAfterTheWire() {
    BusMessage offered = new BusMessage.CallOffered(
        new CallId(new UUID(1, 2)),
        1,
        new NodeId("n1"),
        new Offer(origin, List.of(), Attestation.FULL),
        false);
    String json = codec.text(offered);
    assertEquals(offered, codec.read(json, BusMessage.class), json);
  }

  @Test
  void aLostCallIsItselfAfterTheWire() {
    var id = new CallId(new UUID(1, 2));
    for (BusMessage message : List.of(
        new BusMessage.CallLost(id, 2, new NodeId("n1"), null),
        new BusMessage.CallLost(id, 2, new NodeId("n1"), "{}"),
        new BusMessage.LegArrived(id, new NodeId("n1")),
        new BusMessage.CallMoved(id, 2))) {
      assertEquals(message, codec.read(codec.text(message), BusMessage.class));
    }
  }

  @Test
  void whatIsAskedAndToldOfTargetsIsItselfAfterTheWire() {
    var id = new CallId(new UUID(1, 2));
    var jana = new TransferTarget(
        "jana",
        "Jana",
        List.of(),
        "+421900000002",
        "",
        TransferTarget.Kind.PERSON,
        null,
        new TransferTarget.Warm(Duration.ofSeconds(20), true),
        List.of("office"),
        true,
        Duration.ofSeconds(45));
    for (BusMessage message : List.of(
        new BusMessage.TargetAsked(
            id,
            1,
            new NodeId("n1"),
            new TenantId(new UUID(1, 3)),
            origin.endpoint(),
            "CA1",
            1,
            BusMessage.TargetAsked.Act.RING,
            jana,
            new PhoneNumber("+421900000003"),
            null,
            origin.caller(),
            "token",
            "bread"),
        new BusMessage.TargetNews(id, 1, AttemptOutcome.ANSWERED, "", "CA2"),
        new BusMessage.TargetTold(true, "A caller for you.", "en-US"),
        new BusMessage.AttemptSeen(1, AttemptOutcome.TAKEN, "", "CA2"),
        new BusMessage.AttemptAsked(
            id,
            1,
            new NodeId("n1"),
            new TenantId(new UUID(1, 3)),
            origin.endpoint(),
            "rtc_1",
            1,
            jana,
            null,
            List.of("office"),
            "bread",
            origin.caller()),
        new BusMessage.CallOffered(
            id,
            1,
            new NodeId("n1"),
            new Offer(
                origin,
                List.of(),
                Attestation.FULL,
                false,
                new Offer.Moved(new TenantId(new UUID(1, 3)), List.of("jana"), "bread")),
            false))) {
      assertEquals(message, codec.read(codec.text(message), BusMessage.class));
    }
  }

  @Test
  void aCallThatIsGivenAwayIsItselfAfterTheWire() {
    var id = new CallId(new UUID(1, 2));
    CallEvent event = new CallEvent.HungUp(Instant.EPOCH, "");
    for (BusMessage message : List.of(
        new BusMessage.CallGiven(
            new NodeId("n1"), Call.claimed(id, 1), origin, List.of("{}"), Instant.EPOCH),
        new BusMessage.CallHeld(id, 2),
        new BusMessage.CallReleased(
            id, List.of(Missed.frame("{\"type\":\"x\"}"), Missed.event(event)), true))) {
      assertEquals(message, codec.read(codec.text(message), BusMessage.class));
    }
  }

  @Test
  void aCallIsItselfAfterTheWire() {
    Call call = CallMachine.step(
            Call.claimed(new CallId(new UUID(1, 2)), 1),
            new CallEvent.Offered(Instant.EPOCH, origin))
        .call();
    String json = codec.text(call);
    assertEquals(call, codec.read(json, Call.class), json);
  }

  @Test
  void aMessageOfANewerNodeIsReadWithoutWhatWeDoNotKnow() {
    assertEquals(
        new BusMessage.Taken(),
        codec.read("{\"is\":\"Taken\",\"news\":{\"a\":1}}", BusMessage.class));
  }

  @Test
  void aCollectionThatAnOlderNodeDidNotSendIsEmpty() {
    assertEquals(
        new BusMessage.JournalBatch(List.of()),
        codec.read("{\"is\":\"JournalBatch\"}", BusMessage.class));
  }
}
