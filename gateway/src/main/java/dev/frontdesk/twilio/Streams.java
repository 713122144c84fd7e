package dev.frontdesk.twilio;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Has Twilio open a media stream to us, under a token of its own. */
final class Streams {
  private final IssuedTokens tokens;
  private final DoorUrls urls;
  private final DoorCounts counts;
  private final InstantSource clock;

  Streams(IssuedTokens tokens, DoorUrls urls, DoorCounts counts, InstantSource clock) {
    this.tokens = tokens;
    this.urls = urls;
    this.counts = counts;
    this.clock = clock;
  }

  /** The first stream of a call that was answered just now. */
  Future<String> first(
      Endpoint endpoint,
      VoiceRequest request,
      Visit visit,
      CallId call,
      int epoch,
      TenantId tenant) {
    return connect(endpoint, request, visit, call, epoch, tenant, 1, true);
  }

  /**
   * @param count how many streams the visit has had, with this one
   * @return TwiML; of a call that is over by now, its end
   */
  Future<String> connect(
      Endpoint endpoint,
      VoiceRequest request,
      Visit visit,
      CallId call,
      int epoch,
      TenantId tenant,
      int count) {
    return connect(endpoint, request, visit, call, epoch, tenant, count, false);
  }

  private Future<String> connect(
      Endpoint endpoint,
      VoiceRequest request,
      Visit visit,
      CallId call,
      int epoch,
      TenantId tenant,
      int count,
      boolean live) {
    var bound = new BoundStream(
        endpoint.id(), request.accountSid(), request.callSid(), tenant, call, epoch);
    return tokens.make(bound, clock.instant(), live).map(token -> {
      counts.count(End.ANSWERED);
      return token
          .map(path -> Twiml.connect(
              urls.media(path),
              urls.afterStream(endpoint.id(), visit, count),
              urls.stream(endpoint.id())))
          .orElseGet(Twiml::hangUp);
    });
  }
}
