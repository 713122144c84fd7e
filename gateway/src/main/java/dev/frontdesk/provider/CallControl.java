package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** The SIP leg at the provider, by REST. Futures never fail: every end is an {@link Answer}. */
public interface CallControl {
  /**
   * @param session the provider's session configuration, as its adapter wrote it
   * @param budget how long the caller may ring while we try
   */
  Future<Answer> accept(Endpoint endpoint, String providerCall, Buffer session, Duration budget);

  /** @param sipCode 300 to 699 */
  Future<Answer> reject(Endpoint endpoint, String providerCall, int sipCode);

  /**
   * @param targetUri {@code tel:+E164} or {@code sip:user@host}
   * @return DONE once the carrier took the REFER (RFC 3515): a promise, not yet a transfer
   */
  Future<Answer> refer(Endpoint endpoint, String providerCall, String targetUri);

  /**
   * As {@link #refer(Endpoint, String, String)}.
   *
   * @param context told to a SIP address in headers, where the carrier dials the target; REFER carries none
   * @param ringFor how long the target rings, where the carrier dials it; REFER has no word for it
   */
  default Future<Answer> refer(
      Endpoint endpoint,
      String providerCall,
      String targetUri,
      CallContext context,
      Duration ringFor) {
    return refer(endpoint, providerCall, targetUri);
  }

  /** Has the carrier open the call's stream anew, at whatever node it finds; the present one ends. DONE where there is none. */
  default Future<Answer> sendElsewhere(Endpoint endpoint, String providerCall) {
    return Future.succeededFuture(Answer.DONE);
  }

  /** How targets are rung and asked beside this leg; empty: the carrier does not do it for us. */
  default Optional<TargetLegs> targetLegs() {
    return Optional.empty();
  }

  /**
   * We cannot go on with the caller: the carrier does what was arranged for that, at once. DONE also if the call was over already; where
   * the provider has the only leg there is nothing but its end.
   */
  default Future<Answer> giveBack(Endpoint endpoint, String providerCall) {
    return hangUp(endpoint, providerCall);
  }

  /** DONE also if the call was over already. */
  Future<Answer> hangUp(Endpoint endpoint, String providerCall);
}
