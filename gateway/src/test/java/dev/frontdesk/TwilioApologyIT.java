package dev.frontdesk;

import static dev.frontdesk.TwilioCarrier.callSid;
import static dev.frontdesk.TwilioCarrier.ringing;
import static dev.frontdesk.TwilioCarrier.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallAnswered;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nobody decides calls here: the caller is not left with a dead line. */
class TwilioApologyIT {
  @Test
  void theFallbackIsRungInTimeAndTheClaimIsOver() {
    try (var carrier = new TwilioCarrier(TwilioApologyIT::withoutAcceptance)) {
      long begun = System.nanoTime();
      String twiml = carrier.post(TwilioCarrier.VOICE, ringing(callSid(1))).body();
      assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10, twiml);
      assertTrue(
          twiml.endsWith("</Say><Dial answerOnBridge=\"true\" timeout=\"30\" action=\""
              + TwilioCarrier.PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER
              + "/after/fallback-1\">"
              + "<Number>+15550100019</Number></Dial></Response>"),
          twiml);
      carrier.desk.eventually("SELECT state FROM call_claim", List.of("ended")::equals);

      String stranger = carrier
          .post(TwilioCarrier.VOICE, with(ringing(callSid(2)), "To", "+15550199999"))
          .body();
      assertTrue(stranger.endsWith("</Say><Hangup/></Response>"), stranger);
      assertEquals(
          List.of("not-answered-in-time", "not-answered-in-time"),
          carrier.desk.eventually(
              "SELECT reason FROM endpoint_refusal", found -> found.size() == 2));
    }
  }

  /** A node that dies in the moment in which it is asked, or a call that is just being decided. */
  @Test
  void whoGetsNoAnswerAsksAgainBeforeTheCallerHearsOfIt() {
    try (var carrier = new TwilioCarrier(TwilioApologyIT::withoutAcceptance)) {
      var asked = new AtomicInteger();
      var busy = new CallAnswered(CallAnswered.Result.REFUSED, null, 486, List.of());
      TestGateway.await(carrier.desk.bus.answer(
          Address.CALL_ASKED,
          call -> asked.incrementAndGet() < 3
              ? Future.failedFuture("just now not")
              : Future.succeededFuture(busy)));
      String twiml = carrier.post(TwilioCarrier.VOICE, ringing(callSid(3))).body();
      assertTrue(twiml.contains("<Reject reason=\"busy\"/>"), twiml);
      assertEquals(3, asked.get());
    }
  }

  private static GatewaySettings withoutAcceptance(GatewaySettings all) {
    Set<Role> roles = EnumSet.copyOf(all.roles());
    roles.remove(Role.ACCEPTANCE);
    return new GatewaySettings(
        all.node(),
        roles,
        all.host(),
        all.port(),
        all.defaultEndpoint(),
        all.voice(),
        all.dialledHeader(),
        all.spoolFile(),
        all.spoolBytes(),
        all.ringingBudget(),
        all.unknownNumberCode(),
        all.lease(),
        all.outward(),
        all.carrier());
  }
}
