package dev.frontdesk.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.twilio.AfterStream.Next;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterStreamTest {
  @ParameterizedTest
  @CsvSource(textBlock = """
      true,  TALKING,      ,                false, 1, RESUME
      true,  CONNECTING,   ,                false, 5, RESUME
      true,  TALKING,      ,                false, 6, APOLOGISE
      true,  TRANSFERRING, ,                true,  6, DIAL
      true,  TRANSFERRING, ,                false, 1, RESUME
      true,  CLOSING,      SILENCE,         false, 1, HANG_UP
      true,  HANGING_UP,   AGENT_HUNG_UP,   false, 1, HANG_UP
      true,  HANGING_UP,   PROVIDER_LOST,   false, 1, APOLOGISE
      true,  ENDED,        TRANSFERRED,     true,  1, HANG_UP
      true,  ,             ,                false, 1, RESUME
      true,  ,             ,                false, 6, APOLOGISE
      true,  ,             DEAD_AIR,        false, 1, APOLOGISE
      true,  ,             OPERATOR_HUNG_UP, false, 1, HANG_UP
      false, ,             PROVIDER_LOST,   false, 1, APOLOGISE
      false, ,             CALLER_HUNG_UP,  false, 1, HANG_UP
      false, TALKING,      ,                true,  1, HANG_UP
      false, ,             ,                false, 9, HANG_UP
      """)
  void whatFollowsIsTheCallsAffair(
      boolean running,
      @Nullable Phase phase,
      @Nullable EndReason ending,
      boolean target,
      int streams,
      Next next) {
    assertEquals(next, AfterStream.of(running, phase, ending, target, streams));
  }

  @Test
  void aVisitIsKnownByItsCallIdAndBack() {
    for (Visit visit : new Visit[] {Visit.first("CA1"), new Visit("CA1", 4)}) {
      assertEquals(visit, Visit.of(visit.providerCall()));
    }
    assertEquals("CA1", Visit.first("CA1").providerCall());
    assertEquals("CA1.2", Visit.first("CA1").next().providerCall());
  }
}
