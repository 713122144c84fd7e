package dev.frontdesk.twilio;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.TenantId;

/**
 * What a media stream's path token was bound to when the signed voice webhook was answered. A stream whose {@code start} names another
 * call or account is not the one that was meant.
 *
 * @param endpoint the carrier account that announced the call
 * @param accountSid {@code AC} and 32 hexadecimal digits; of the subaccount, if the number is in one
 * @param callSid {@code CA} and 32 hexadecimal digits; the provider call id of the claim
 * @param call the claim
 * @param epoch of the claim when the token was made; a later one means that the call has changed hands since
 */
public record BoundStream(
    EndpointId endpoint,
    String accountSid,
    String callSid,
    TenantId tenant,
    CallId call,
    int epoch) {}
