package dev.frontdesk.call;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from, as the webhook told it, and when that was.
 *
 * @param provider name of the provider that runs the voice model
 * @param providerCall the provider's id of the call
 * @param carrierCall SIP Call-ID of the carrier's leg
 * @param caller null: withheld
 * @param callerName display name as sent; data, never instructions
 * @param receivedAt webhook received
 * @param verifiedAt signature verified
 * @param claimedAt claim durable
 * @param callToken lends us the caller's number at the carrier while the call lives; null: none was sent that can be believed
 * @param movedFrom the call by SIP in which the caller was before; null: the caller has called
 */
public record Origin(
    EndpointId endpoint,
    String provider,
    String providerCall,
    @Nullable String carrierCall,
    @Nullable PhoneNumber caller,
    String callerName,
    @Nullable PhoneNumber dialled,
    Instant receivedAt,
    Instant verifiedAt,
    Instant claimedAt,
    @Nullable String callToken,
    @Nullable CallId movedFrom) {

  /** Of a call whose carrier lends us nothing. */
  public Origin(
      EndpointId endpoint,
      String provider,
      String providerCall,
      @Nullable String carrierCall,
      @Nullable PhoneNumber caller,
      String callerName,
      @Nullable PhoneNumber dialled,
      Instant receivedAt,
      Instant verifiedAt,
      Instant claimedAt) {
    this(
        endpoint,
        provider,
        providerCall,
        carrierCall,
        caller,
        callerName,
        dialled,
        receivedAt,
        verifiedAt,
        claimedAt,
        null,
        null);
  }

  /** Of a caller who has called. */
  public Origin(
      EndpointId endpoint,
      String provider,
      String providerCall,
      @Nullable String carrierCall,
      @Nullable PhoneNumber caller,
      String callerName,
      @Nullable PhoneNumber dialled,
      Instant receivedAt,
      Instant verifiedAt,
      Instant claimedAt,
      @Nullable String callToken) {
    this(
        endpoint,
        provider,
        providerCall,
        carrierCall,
        caller,
        callerName,
        dialled,
        receivedAt,
        verifiedAt,
        claimedAt,
        callToken,
        null);
  }

  /** The same, with the moment the claim became durable. */
  public Origin claimedAt(Instant at) {
    return new Origin(
        endpoint,
        provider,
        providerCall,
        carrierCall,
        caller,
        callerName,
        dialled,
        receivedAt,
        verifiedAt,
        at,
        callToken,
        movedFrom);
  }

  /** The same, with the number that was found to be the dialled one. */
  public Origin dialling(PhoneNumber number) {
    return new Origin(
        endpoint,
        provider,
        providerCall,
        carrierCall,
        caller,
        callerName,
        number,
        receivedAt,
        verifiedAt,
        claimedAt,
        callToken,
        movedFrom);
  }

  /** The same without what is not to be written down. */
  public Origin withoutToken() {
    return new Origin(
        endpoint,
        provider,
        providerCall,
        carrierCall,
        caller,
        callerName,
        dialled,
        receivedAt,
        verifiedAt,
        claimedAt,
        null,
        movedFrom);
  }
}
