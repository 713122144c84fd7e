package dev.frontdesk.admin.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.CallStore.Owner;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/tenants/{tenant}/calls/{call}/commands} and {@code /control/calls/{call}/…}: steers a live call, on whichever node it is.
 * That a command was asked is written down before it is sent, what became of it after.
 */
final class CommandRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(CommandRoutes.class);

  private final Database database;
  private final Steering steering;

  CommandRoutes(Database database, Steering steering) {
    this.database = database;
    this.steering = steering;
  }

  void bind(Operations operations) {
    operations.on("commandCall", this::command);
    operations.on("transferCall", this::transfer);
    operations.on("hangUpCall", this::hangUp);
  }

  private record Wanted(
      @JsonProperty("do") String what,
      @Nullable String target,
      @Nullable String text) {}

  private record Target(String target) {}

  /** @param reason why it was refused */
  private record Done(String outcome, @Nullable String reason) {}

  /** As the audit tells it; what was said or whispered stands in the call's own journal, where it can be erased. */
  private record Noted(
      @Nullable String target,
      @Nullable Integer characters,
      @Nullable String outcome,
      @Nullable String reason) {}

  private Future<Answer> command(Request request) {
    var wanted = request.body(Wanted.class);
    var kind = CommandAsked.Kind.valueOf(upper(wanted.what()));
    return carriedOut(
        request,
        new CommandAsked(
            call(request),
            request.tenant(),
            kind,
            wanted.target(),
            wanted.text(),
            UUID.randomUUID()));
  }

  private Future<Answer> transfer(Request request) {
    String target = request.body(Target.class).target();
    return tenantOf(request)
        .compose(tenant -> carriedOut(
            request,
            new CommandAsked(
                call(request),
                tenant,
                CommandAsked.Kind.TRANSFER,
                target,
                null,
                UUID.randomUUID())));
  }

  private Future<Answer> hangUp(Request request) {
    return tenantOf(request)
        .compose(tenant -> carriedOut(
            request,
            new CommandAsked(
                call(request), tenant, CommandAsked.Kind.HANG_UP, null, null, UUID.randomUUID())));
  }

  private Future<Answer> carriedOut(Request request, CommandAsked asked) {
    return begun(request, asked)
        .compose(begun -> begun.answer().isPresent()
            ? Future.succeededFuture(begun.answer().get())
            : performed(request, asked, begun.owner()));
  }

  private Future<Answer> performed(Request request, CommandAsked asked, Owner owner) {
    return steering
        .ask(owner, asked)
        .onFailure(cause -> ended(request, asked, new CommandDone(Outcome.UNKNOWN, "")))
        .compose(what -> ended(request, asked, what).map(what))
        .map(CommandRoutes::answer);
  }

  /**
   * @param answer what this very request was answered with before
   * @param owner to be asked otherwise
   */
  private record Begun(Optional<Answer> answer, Owner owner) {}

  /** The owner, and that it is about to be asked. */
  private Future<Begun> begun(Request request, CommandAsked asked) {
    return database.inTenant(
        asked.tenant(),
        stores -> stores
            .calls()
            .owner(asked.call())
            .map(found -> found.orElseThrow(Fault.missing("call")))
            .compose(owner -> Once.begin(request, stores).map(answer -> new Begun(answer, owner)))
            .compose(begun -> begun.answer().isPresent()
                ? Future.succeededFuture(begun)
                : stores
                    .audit()
                    .add(
                        request.who().actor(),
                        action(asked) + ".ask",
                        asked.call().toString(),
                        detail(asked, null, ""))
                    .map(begun)));
  }

  /** The command has happened: what fails here is logged, and that it was asked stands there already. */
  private Future<Void> ended(Request request, CommandAsked asked, CommandDone done) {
    String outcome = done.outcome() == Outcome.UNKNOWN ? "no-answer" : lower(done.outcome());
    return database
        .inTenant(
            asked.tenant(),
            stores -> stores
                .audit()
                .add(
                    request.who().actor(),
                    action(asked),
                    asked.call().toString(),
                    detail(asked, outcome, done.reason()))
                .compose(noted -> answered(request, stores, done)))
        .recover(cause -> {
          LOG.atError()
              .addKeyValue("call", asked.call())
              .setCause(cause)
              .log("outcome of a command is not in the audit: {}", outcome);
          return Future.succeededFuture();
        });
  }

  private static Answer answer(CommandDone done) {
    return switch (done.outcome()) {
      case TRANSFERRING, HANGING_UP, SAYING, WHISPERED, REFUSED ->
        Answer.report(new Answer.Ready(json(done)));
      case ENDED -> throw new Fault(Kind.CONFLICT, "the call has ended");
      case UNKNOWN -> throw Steering.silent();
      case IN_DOUBT ->
        throw new Fault(
            Kind.NO_ANSWER,
            "its node was lost while it carried this out; look at the call before asking anew");
    };
  }

  private static Future<Void> answered(Request request, TenantStores stores, CommandDone done) {
    return switch (done.outcome()) {
      case TRANSFERRING, HANGING_UP, SAYING, WHISPERED, REFUSED ->
        Once.answered(request, stores, 200, json(done));
      case ENDED -> Once.answered(request, stores, Kind.CONFLICT.status, null);
      case UNKNOWN, IN_DOUBT -> Future.succeededFuture();
    };
  }

  private static String json(CommandDone done) {
    return Wire.json(
        new Done(lower(done.outcome()), done.reason().isEmpty() ? null : done.reason()));
  }

  /** A key of the platform or an agency names no tenant here: the call does. */
  private Future<TenantId> tenantOf(Request request) {
    Principal who = request.who();
    if (who.tenant() != null) {
      return Future.succeededFuture(who.tenant());
    }
    CallId call = call(request);
    var found = who.agency() == null
        ? database.platform().tenantOf(call)
        : database
            .inAgency(who.agency(), stores -> stores.calls().owner(call))
            .map(owner -> owner.map(Owner::tenant));
    return found.map(tenant -> tenant.orElseThrow(Fault.missing("call")));
  }

  private static CallId call(Request request) {
    return new CallId(request.uuid("call"));
  }

  private static String action(CommandAsked asked) {
    return "call." + lower(asked.kind());
  }

  private static String detail(CommandAsked asked, @Nullable String outcome, String reason) {
    String text = asked.text();
    var noted = new Noted(
        asked.target(),
        text == null ? null : text.length(),
        outcome,
        reason.isEmpty() ? null : reason);
    return new JsonObject()
        .putNull("before")
        .put("after", new JsonObject(Wire.json(noted)))
        .encode();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
