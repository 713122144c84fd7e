package dev.frontdesk.provider;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider's webhooks: is it genuine, and what does it say. Pure; nothing from outside makes it throw. */
public interface Webhooks {
  /** Outcome of checking a signature over the raw bytes. */
  enum Signature {
    GENUINE,
    /** A header that every delivery has is missing. */
    INCOMPLETE,
    /** Wrong, or signed too long ago or ahead. */
    REFUSED
  }

  /** @param header value of a request header by its lower-case name; null if absent */
  Signature check(
      Endpoint endpoint, Function<String, @Nullable String> header, byte[] body, Instant now);

  /** Reads a delivery that was found genuine. */
  Delivery read(Endpoint endpoint, byte[] body);

  /** What a genuine delivery says. */
  sealed interface Delivery {}

  /**
   * A call is announced.
   *
   * @param type of the webhook; the same call may be announced by another type too
   * @param carrierCall SIP Call-ID; null: not told
   * @param caller null: withheld
   * @param dialled what may be the dialled number, likeliest first; the first that a tenant of the endpoint has is meant
   */
  record Incoming(
      String type,
      String providerCall,
      @Nullable String carrierCall,
      @Nullable PhoneNumber caller,
      String callerName,
      List<PhoneNumber> dialled,
      Attestation attestation)
      implements Delivery {
    public Incoming {
      dialled = List.copyOf(dialled);
    }
  }

  /** Genuine, and nothing we act on. */
  record Ignored(String type) implements Delivery {}

  /** Not what the provider's page says. */
  record Malformed(String reason) implements Delivery {}
}
