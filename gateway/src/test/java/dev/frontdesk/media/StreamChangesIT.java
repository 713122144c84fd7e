package dev.frontdesk.media;

import static dev.frontdesk.media.BridgedWorld.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.provider.Sideband;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of one call that come late, are lost, or take the place of one another: it is one call with one model throughout. */
class StreamChangesIT {
  private static final String NEXT = "token-0000000000000002";

  private final BridgedWorld world = new BridgedWorld();
  private final ModelServer model = world.model;

  @AfterEach
  void close() {
    world.close();
  }

  /** Nothing in a session is guarded against a second thread. */
  @Test
  void whoWaitsForAStreamIsToldOnItsOwnEventLoop() {
    var driver = world.attachApart();
    until(() -> !driver.own.isEmpty());
    world.dial().starts();
    driver.attached();
    until(() -> !driver.frames.isEmpty());
    assertEquals(driver.own, driver.toldOn);
  }

  /** The node that had the call asked for it, and has given the call to the one at which the former stream was. */
  @Test
  void aStreamThatEndedBecauseAnotherWasAskedForIsNotTheEnd() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    caller.stops();
    until(() -> world.streams.isOver(CarrierStream.CALL));
    world.streams.mayLeave(CarrierStream.CALL);
    var probed = world.probe();
    String next = NEXT;
    world.mint(next);
    world.dial(next, null).starts();
    probed.attached();
  }

  @Test
  void aStreamThatIsLostComesBackWhileTheModelWaits() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    model.sound("r", "item_1", BridgeIT.sound(1_200, 1));
    until(() -> caller.heard("mark").size() == 1);
    caller.drops();
    until(() -> world.counts.of(Of.LOST) == 1);
    world.mint(NEXT);
    CarrierStream again = world.dial(NEXT, "genuine").starts();
    until(() -> model.told("conversation.item.truncate").size() == 1);
    String spoken = BridgeIT.sound(160, 2);
    again.says(spoken, 0);
    until(() -> model.told("input_audio_buffer.append").size() == 1);
    model.say("{\"type\":\"response.created\",\"response\":{\"id\":\"r2\"}}");
    model.sound("r2", "item_2", BridgeIT.sound(160, 3));
    until(() -> again.heard("media").size() == 1);
    assertEquals(1, model.sockets.size());
    assertEquals(-1, driver.endedWith);
  }

  @Test
  void aStreamThatIsOpenedAnewIsTheOneThatCounts() {
    CarrierStream former = world.dial().starts();
    world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    world.mint(NEXT);
    CarrierStream again = world.dial(NEXT, null).starts();
    until(() -> former.closedWith > 0);
    again.says(BridgeIT.sound(160, 1), 0);
    until(() -> model.told("input_audio_buffer.append").size() == 1);
    assertEquals(1, world.counts.of(Of.REPLACED));
    assertEquals(0, world.counts.of(Of.LOST));
    assertEquals(1, model.sockets.size());
  }

  @Test
  void aStreamThatDoesNotStartIsClosed() {
    try (var hurried = new BridgedWorld(null, Duration.ofMillis(500))) {
      CarrierStream mute = hurried.dial();
      until(() -> mute.closedWith == 1008);
      assertEquals(1, hurried.counts.of(Of.NO_START));
      until(() -> hurried.counts.open() == 0);
    }
  }

  @Test
  void aStreamThatDoesNotComeBackEndsTheCall() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    caller.drops();
    until(() -> driver.endedWith > 0);
    until(() -> model.last().isClosed());
  }

  /** It was dialled before, and begins here only now. */
  @Test
  void aStreamThatBeginsAfterAnotherWasAskedForMayBeTheFormerOne() {
    world.streams.leaves(CarrierStream.CALL);
    CarrierStream former = world.dial().starts();
    var driver = world.attach().attached();
    former.stops();
    until(() -> former.closedWith > 0);
    world.mint(NEXT);
    CarrierStream wanted = world.dial(NEXT, null).starts();
    wanted.says(BridgeIT.sound(160, 1), 0);
    until(() -> model.told("input_audio_buffer.append").size() == 1);
    assertEquals(1, model.sockets.size());
    assertEquals(-1, driver.endedWith);
  }

  /** The caller has asked something just before, and waits. */
  @Test
  void whatIsSaidBetweenTwoStreamsIsHeardOnTheNext() {
    CarrierStream former = world.dial().starts();
    var driver = world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    model.say("{\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}");
    former.drops();
    until(() -> world.counts.of(Of.LOST) == 1);
    String answer = BridgeIT.sound(1_200, 1);
    model.sound("r", "item_1", answer);
    model.done("r", "completed");
    until(() -> driver.frames.stream().anyMatch(frame -> frame.contains("response.done")));

    world.mint(NEXT);
    CarrierStream next = world.dial(NEXT, null).starts();
    until(() -> next.heard("mark").size() == 2); // after 100 ms, and at its end
    assertEquals(answer, next.heard("media").get(0).getJsonObject("media").getString("payload"));
    next.plays(2);
    until(() -> driver.events(CallEvent.AgentAudioEnded.class).size() == 1);
    assertFalse(driver.events(CallEvent.AgentAudioEnded.class).get(0).cleared());
    assertEquals(List.of(), model.told("conversation.item.truncate"));
  }

  /** Who says that the caller has hung up is the carrier, not silence. */
  @Test
  void aStreamThatOnlyDoesNotComeSaysNothingOfTheCaller() {
    var silent = world.probe();
    until(() -> silent.dialled != null);
    assertEquals(new Sideband.Gone(false), silent.dialled);
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    caller.stops();
    until(() -> world.streams.isOver(CarrierStream.CALL));
    var told = world.probe();
    until(() -> told.dialled != null);
    assertEquals(new Sideband.Gone(true), told.dialled);
  }

  /** A node that was frozen thinks that it drives calls which others have by now. */
  @Test
  void aStreamThatNobodyListensToIsAnnouncedAgain() {
    var announced = new AtomicInteger();
    world.streams.onArrival((call, nobody) -> announced.incrementAndGet());
    world.dial().starts();
    until(() -> announced.get() == 3);
    world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
  }

  /** Nobody would hear the caller, and nobody would notice. */
  @Test
  void aStreamThatEndsWhileItsSessionIsBeingOpenedEndsThat() {
    Promise<Void> read = Promise.promise();
    world.recalling = read.future();
    CarrierStream caller = world.dial().starts();
    var driver = world.probe();
    until(() -> world.recalled.get() == 1);
    caller.stops();
    until(() -> world.streams.isOver(CarrierStream.CALL));
    read.complete();
    until(() -> driver.endedWith > 0);
    until(() -> model.last().isClosed());
  }
}
