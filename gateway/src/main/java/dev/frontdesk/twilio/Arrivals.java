package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.TargetNews;
import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.MoveStore;
import dev.frontdesk.store.MoveStore.Moved;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls by SIP that were referred to us and arrive. Whose they are their token says, never what was dialled. */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);

  private final MoveStore moves;
  private final ClaimStore claims;
  private final Bus bus;
  private final DoorCounts counts;
  private final InstantSource clock;

  Arrivals(MoveStore moves, ClaimStore claims, Bus bus, DoorCounts counts, InstantSource clock) {
    this.moves = moves;
    this.claims = claims;
    this.bus = bus;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Spends the token.
   *
   * @return empty: nobody's, which is counted, and written down under the endpoint's owner. Fails if the database does not answer
   */
  Future<Optional<Moved>> redeem(Endpoint endpoint, VoiceRequest request, MoveToken token) {
    return moves
        .redeem(token, endpoint.id(), request.callSid(), clock.instant())
        .onSuccess(found -> {
          if (found.isEmpty()) {
            refused(endpoint, request);
          }
        });
  }

  private void refused(Endpoint endpoint, VoiceRequest request) {
    counts.count(End.MOVE_REFUSED);
    PhoneNumber caller = request.caller();
    claims
        .refuse(
            endpoint.id(),
            request.callSid(),
            caller == null ? "" : caller.e164(),
            "",
            "move-token-refused",
            clock.instant())
        .onFailure(cause -> LOG.atWarn().setCause(cause).log("a refusal is not written down"));
  }

  /** The claim becomes the tenant's, and the former call hears that its caller is here. Fails if the claim is another's. */
  Future<Void> arrived(MoveToken token, Moved moved, CallId call) {
    return moves
        .bind(token, call)
        .compose(bound ->
            bound ? Future.succeededFuture() : Future.failedFuture("its token is another call's"))
        .onSuccess(done -> {
          counts.count(End.MOVED);
          tell(moved, call);
        })
        .mapEmpty();
  }

  private void tell(Moved moved, CallId call) {
    var news = new TargetNews(
        moved.call(), moved.attempt(), AttemptOutcome.MOVED, "goes on as call " + call, null);
    bus.ask(Address.TARGET_NEWS.on(moved.owner()), news, TargetTold.class, TOLD_WITHIN)
        .onFailure(cause -> LOG.atDebug()
            .addKeyValue("call", moved.call())
            .setCause(cause)
            .log("has ended before its caller arrived elsewhere"));
  }
}
