package dev.frontdesk.bus;

import static dev.frontdesk.bus.Witnesses.Answer.DOES_NOT;
import static dev.frontdesk.bus.Witnesses.Answer.REACHES_IT;
import static dev.frontdesk.bus.Witnesses.Answer.SILENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frontdesk.bus.Witnesses.Answer;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a node that the database does not answer may go on with its calls. */
class WitnessesTest {

  @ParameterizedTest
  @MethodSource("said")
  void itMayIfNobodyCanTakeThem(List<Answer> answers, boolean nobody) {
    assertEquals(nobody, Witnesses.nobody(answers));
  }

  /** Its name may be another's later. */
  @Test
  void whoWentLatelyIsGone() {
    var nanos = new AtomicLong(1);
    var vertx = Vertx.vertx();
    try {
      var bus = new Bus(vertx, new RecordCodec(List.of()));
      var witnesses = new Witnesses(new NodeId("self"), bus, nanos::get);
      var other = new NodeId("other");
      assertFalse(witnesses.isGone(other));
      witnesses.gone(other);
      witnesses.are(List.of(other)); // until its lease is released the database knows no better
      assertTrue(witnesses.isGone(other));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
      assertFalse(witnesses.isGone(other));
    } finally {
      vertx.close().await();
    }
  }

  static Stream<Arguments> said() {
    return Stream.of(
        arguments(List.of(), true),
        arguments(List.of(DOES_NOT), true),
        arguments(List.of(SILENT), false),
        arguments(List.of(REACHES_IT), false),
        arguments(List.of(DOES_NOT, SILENT), false),
        arguments(List.of(SILENT, SILENT), false),
        arguments(List.of(DOES_NOT, REACHES_IT), false),
        arguments(List.of(DOES_NOT, SILENT, SILENT), false),
        arguments(List.of(DOES_NOT, DOES_NOT), true),
        arguments(List.of(DOES_NOT, DOES_NOT, SILENT), false));
  }
}
