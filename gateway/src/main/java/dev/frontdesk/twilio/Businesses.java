package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds whose caller somebody is: from memory by the number that was dialled, or, of a call that was moved here, by its claim. */
final class Businesses {
  private static final Logger LOG = LoggerFactory.getLogger(Businesses.class);
  private static final Duration FOUND_WITHIN = Duration.ofSeconds(2);

  private final Directory directory;
  private final ClaimStore claims;

  Businesses(Directory directory, ClaimStore claims) {
    this.directory = directory;
    this.claims = claims;
  }

  /** @param dialled null: the endpoint's default number, if it has one */
  Business at(Endpoint endpoint, @Nullable PhoneNumber dialled) {
    PhoneNumber number = dialled == null ? endpoint.defaultNumber() : dialled;
    return number == null
        ? Business.UNKNOWN
        : new Business(directory.byNumber(endpoint.id(), number).orElse(null), number);
  }

  Business of(@Nullable TenantId tenant) {
    return tenant == null
        ? Business.UNKNOWN
        : new Business(directory.tenant(tenant).orElse(null), null);
  }

  /** Never fails: without the database nobody is known by a claim. */
  Future<Business> of(Endpoint endpoint, VoiceRequest request, Visit visit) {
    if (request.moved() == null) {
      return Future.succeededFuture(at(endpoint, request.dialled()));
    }
    return claims
        .carrierCall(endpoint.id(), visit.providerCall())
        .timeout(FOUND_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("carrierCall", visit.providerCall())
            .setCause(cause)
            .log("whose call was moved here cannot be known"))
        .otherwise(Optional.empty())
        .map(found -> of(found.map(CarrierCall::tenant).orElse(null)));
  }
}
