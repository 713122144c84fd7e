package dev.frontdesk.simulator.carrier;

import dev.frontdesk.simulator.carrier.line.CallStatus;
import dev.frontdesk.simulator.carrier.line.Caller;
import dev.frontdesk.simulator.carrier.line.Exchange;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.carrier.line.Room;
import dev.frontdesk.simulator.carrier.rest.RestFault;
import dev.frontdesk.simulator.carrier.rest.RestServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The carrier, on one event loop. May be used from any thread. */
public final class Carrier {
  private final Context context;
  private final Exchange exchange;

  private final RestServer rest;

  private Carrier(Context context, Exchange exchange, RestServer rest) {
    this.context = context;
    this.exchange = exchange;
    this.rest = rest;
  }

  /** @return the carrier, listening */
  public static Future<Carrier> start(Vertx vertx, CarrierOptions options) {
    Context context = vertx.getOrCreateContext();
    Promise<Carrier> started = Promise.promise();
    context.runOnContext(now -> {
      Exchange exchange = new Exchange(vertx, options);
      RestServer.listen(vertx, exchange)
          .map(rest -> new Carrier(context, exchange, rest))
          .onComplete(started);
    });
    return started.future();
  }

  /** Gives the account a number whose calls are answered at an address by POST. */
  public Future<PhoneNumber> number(String e164, URI voiceUrl) {
    return number(e164, number -> number.withVoice(voiceUrl, "POST"));
  }

  /** Gives the account a number, or changes it. */
  public Future<PhoneNumber> number(String e164, Function<PhoneNumber, PhoneNumber> as) {
    return asked(() -> exchange
        .numbers()
        .compute(
            e164,
            (key, old) -> as.apply(
                old == null
                    ? new PhoneNumber(
                        exchange.sids().next("PN"), key, key, null, "POST", null, null)
                    : old)));
  }

  /** Gives the account a SIP domain whose calls are answered at an address by POST. */
  public Future<Void> domain(String host, URI voiceUrl, @Nullable URI statusCallback) {
    return asked(() -> exchange
            .domains()
            .put(
                host,
                new PhoneNumber(
                    exchange.sids().next("SD"),
                    host,
                    host,
                    voiceUrl,
                    "POST",
                    null,
                    statusCallback)))
        .mapEmpty();
  }

  /**
   * Places one call to a number of the account, or to a SIP address in a domain of it.
   *
   * @return the report, once the call is over
   */
  public Future<CallerReport> place(CallerPlan plan) {
    return place(plan, leg -> {});
  }

  /** @param live given the call as soon as it rings, on the carrier's event loop */
  public Future<CallerReport> place(CallerPlan plan, Consumer<Leg> live) {
    Promise<CallerReport> report = Promise.promise();
    context.runOnContext(now -> dial(plan, live).onComplete(report));
    return report.future();
  }

  /** The root of the REST API: what {@code https://api.twilio.com} is for the real one. */
  public String baseUrl() {
    return exchange.base();
  }

  /** What goes wrong with REST requests from now on. */
  public Future<Void> misbehave(RestFault fault) {
    return asked(() -> {
          rest.misbehave(fault);
          return true;
        })
        .mapEmpty();
  }

  /** All text messages of the account, as they stand. */
  public Future<List<TextMessage>> messages() {
    return asked(() -> List.copyOf(exchange.messages()));
  }

  /** Puts somebody at a number; a number with nobody is not allocated. */
  public Future<Void> human(String e164, Human human) {
    return asked(() -> exchange.humans().put(e164, human)).mapEmpty();
  }

  /** Whoever was reached at an address hangs up. */
  public Future<Void> hangUp(String address) {
    return asked(() -> {
          List.copyOf(exchange.legs()).stream()
              .filter(leg -> leg.to().equals(address))
              .forEach(leg -> leg.end(CallStatus.COMPLETED, "callee"));
          return true;
        })
        .mapEmpty();
  }

  /** Who takes calls to SIP addresses; without one they are answered with 404. */
  public Future<Void> sipPeer(SipPeer peer) {
    return asked(() -> {
          exchange.sipPeer(peer);
          return true;
        })
        .mapEmpty();
  }

  /** All conferences there ever were, as they stand. */
  public Future<List<RoomReport>> rooms() {
    return asked(() -> exchange.rooms().all().stream().map(Room::seen).toList());
  }

  /** All calls there ever were, those the account dialled too, as they stand. */
  public Future<List<CallerReport>> calls() {
    return asked(() -> exchange.legs().stream().map(Leg::seen).toList());
  }

  /** Pairs of call ids, parent and child, that a Dial connected. */
  public Future<List<List<String>>> bridges() {
    return asked(() -> List.copyOf(exchange.bridges()));
  }

  /** All requests the carrier made, in the order in which they were answered. */
  public Future<List<Webhook>> webhooks() {
    return asked(() -> List.copyOf(exchange.webhooks()));
  }

  /** What the account's debugger would show. */
  public Future<List<Alert>> alerts() {
    return asked(() -> List.copyOf(exchange.alerts()));
  }

  /** Ends all calls and stops listening. */
  public Future<Void> close() {
    return rest.close().compose(closed -> asked(exchange::close)).compose(closing -> closing);
  }

  private Future<CallerReport> dial(CallerPlan plan, Consumer<Leg> live) {
    Leg leg = new Leg(
        exchange,
        new Leg.Setting(
            plan.from(),
            plan.to(),
            "inbound",
            null,
            0,
            Form.of("CallToken", exchange.token(plan.from())).and(plan.extra()),
            plan.misbehaviour(),
            plan.recording()),
        new Caller(plan.acts()));
    live.accept(leg);
    leg.ring();
    @Nullable PhoneNumber number = exchange.answering(plan.to());
    @Nullable URI voice = number == null ? null : number.voiceUrl();
    if (number == null || voice == null) {
      leg.end(CallStatus.FAILED, "no such number");
    } else {
      leg.tellProgressTo(number.statusCallback(), "POST", Set.of("completed"));
      leg.fetch("voice", voice, number.voiceMethod(), Form.EMPTY, number.voiceFallbackUrl());
    }
    exchange.hangUpAfter(leg, plan.limit());
    return leg.report();
  }

  private <T> Future<T> asked(java.util.function.Supplier<T> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(now -> answer.complete(question.get()));
    return answer.future();
  }
}
