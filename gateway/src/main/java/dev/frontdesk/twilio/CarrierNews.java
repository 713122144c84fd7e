package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CarrierEnded;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Printable;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the carrier tells of calls and streams. Its requests overtake each other: the end of a call counts whenever it comes, and once. */
final class CarrierNews {
  private static final Logger LOG = LoggerFactory.getLogger(CarrierNews.class);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);
  private static final Set<String> OVER =
      Set.of("completed", "busy", "failed", "no-answer", "canceled");

  private final ClaimStore claims;
  private final Bus bus;
  private final DoorCounts counts;

  CarrierNews(ClaimStore claims, Bus bus, DoorCounts counts) {
    this.claims = claims;
    this.bus = bus;
    this.counts = counts;
  }

  /** Done when whoever drives the call knows; fails if that could not be, so that Twilio's log shows it. */
  Future<Void> ofCall(Endpoint endpoint, VoiceRequest request, Parameters sent) {
    counts.count(End.NEWS);
    if (!OVER.contains(request.status())) {
      return Future.succeededFuture();
    }
    LOG.atInfo()
        .addKeyValue("endpoint", endpoint.id())
        .addKeyValue("carrierCall", request.callSid())
        .addKeyValue("seconds", Printable.brief(sent.get("CallDuration")))
        .log("the carrier ended a call: {}", request.status());
    return over(endpoint, Visit.first(request.callSid()));
  }

  /** Of a stream; an error is Twilio's word for why the caller hears nothing. */
  void ofStream(Endpoint endpoint, VoiceRequest request, Parameters sent) {
    boolean error = sent.get("StreamEvent").equals("stream-error");
    counts.count(error ? End.STREAM_ERROR : End.NEWS);
    if (error) {
      LOG.atError()
          .addKeyValue("endpoint", endpoint.id())
          .addKeyValue("carrierCall", request.callSid())
          .log("the carrier's stream failed: {}", Printable.brief(sent.get("StreamError")));
    }
  }

  private Future<Void> over(Endpoint endpoint, Visit visit) {
    return claims
        .carrierCall(endpoint.id(), visit.providerCall())
        .compose(found -> found.isEmpty() || visit.number() > Visit.MOST
            ? Future.succeededFuture()
            : told(found.get()).compose(told -> over(endpoint, visit.next())));
  }

  private Future<Void> told(CarrierCall call) {
    return call.state() == CarrierCall.State.ENDED
        ? Future.succeededFuture()
        : bus.ask(
                Address.CARRIER_ENDED.on(call.owner()),
                new CarrierEnded(call.call()),
                Taken.class,
                TOLD_WITHIN)
            .mapEmpty();
  }
}
