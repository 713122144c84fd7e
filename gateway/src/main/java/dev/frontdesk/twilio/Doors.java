package dev.frontdesk.twilio;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.MoveStore;
import dev.frontdesk.store.RecordingStore;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds the door.
 *
 * @param urls null: no public address is known
 * @param desks where calls of that owner are best decided
 */
public record Doors(
    Vertx vertx,
    @Nullable DoorUrls urls,
    Providers providers,
    Claiming claiming,
    ClaimStore claims,
    RecordingStore recordings,
    Directory directory,
    IssuedTokens tokens,
    MoveStore moves,
    Bus bus,
    RecordCodec codec,
    Desks desks,
    DoorCounts counts,
    TwilioRest rest,
    InstantSource clock) {
  public TwilioDoor build() {
    DoorUrls named = urls == null ? new DoorUrls("") : urls;
    var streams = new Streams(tokens, named, counts, clock);
    var log = new FallbackLog(claims, bus, codec, clock);
    var businesses = new Businesses(directory, claims);
    var ladder = new Ladder(log, named, counts, clock);
    var staff = new StaffFirst(named);
    var voice = new VoiceCalls(
        vertx,
        claiming,
        claims,
        businesses,
        bus,
        desks,
        streams,
        ladder,
        staff,
        new Arrivals(moves, claims, bus, counts, clock),
        counts,
        clock);
    var news = new RecordingNews(recordings, claims, directory, log, counts);
    var after =
        new AfterCalls(claims, bus, voice, businesses, streams, staff, ladder, news, named, counts);
    Function<EndpointId, Optional<Endpoint>> endpoints = id -> providers
        .of(id)
        .map(Connection::endpoint)
        .filter(endpoint -> endpoint.provider().equals(TwilioProvider.NAME));
    return new TwilioDoor(
        Database.PLATFORM_CARRIER,
        endpoints,
        new Verifying(urls),
        voice,
        after,
        new CarrierNews(claims, bus, counts),
        new TargetCalls(
            claims, directory, bus, new TwilioTargets(rest, named), named, staff, counts),
        news,
        counts,
        clock);
  }
}
