package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.NumbersAsked;
import dev.frontdesk.bus.BusMessage.NumbersTold;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;

/** Reads the numbers of carrier accounts, for whoever may not see their secrets. */
public final class NumbersVerticle extends VerticleBase {
  private final Bus bus;
  private final Directory directory;
  private final Providers providers;
  private final TwilioRest rest;

  public NumbersVerticle(Bus bus, Directory directory, Providers providers, TwilioRest rest) {
    this.bus = bus;
    this.directory = directory;
    this.providers = providers;
    this.rest = rest;
  }

  @Override
  public Future<?> start() {
    return bus.answer(Address.NUMBERS, this::numbers);
  }

  /** The endpoint may have been saved a moment ago. */
  private Future<NumbersTold> numbers(NumbersAsked asked) {
    return directory.refresh().compose(fresh -> {
      Optional<Endpoint> endpoint = providers
          .of(asked.endpoint())
          .map(Connection::endpoint)
          .filter(each -> each.provider().equals(TwilioProvider.NAME) && each.account() != null);
      return endpoint.isEmpty()
          ? Future.failedFuture("there is no such carrier account")
          : told(endpoint.get());
    });
  }

  private Future<NumbersTold> told(Endpoint endpoint) {
    if (endpoint.apiKey().reveal().isEmpty()) {
      return Future.succeededFuture(
          new NumbersTold(List.of(), "the endpoint has no auth token that can be opened"));
    }
    return rest.numbers(endpoint)
        .map(found -> new NumbersTold(found, ""))
        .recover(cause -> cause instanceof TwilioFailure
            ? Future.succeededFuture(new NumbersTold(List.of(), String.valueOf(cause.getMessage())))
            : Future.failedFuture(cause));
  }
}
