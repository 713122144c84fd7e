package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage;
import dev.frontdesk.bus.BusMessage.PreviewAsked;
import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.ToolsAsked;
import dev.frontdesk.bus.BusMessage.ToolsTold;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/preview} and {@code …/tools}: what a caller would get, told by whoever would answer. */
final class PreviewRoutes {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

  private final Database database;
  private final Bus bus;

  PreviewRoutes(Database database, Bus bus) {
    this.database = database;
    this.bus = bus;
  }

  void bind(Operations operations) {
    operations.on("previewCall", this::preview);
    operations.on("getTools", this::tools);
  }

  private record Wanted(
      @Nullable PhoneNumber caller,
      @Nullable PhoneNumber number,
      @Nullable Instant at,
      @Nullable Boolean draft,
      @Nullable Integer version) {}

  private Future<Answer> preview(Request request) {
    var wanted = request.body(Wanted.class);
    if (Boolean.TRUE.equals(wanted.draft()) && wanted.version() != null) {
      throw Fault.invalid("/draft", "is asked for together with a version");
    }
    return database
        .inTenant(request.tenant(), stores -> asked(request, wanted, stores))
        .compose(asked -> ask(Address.PREVIEW, asked, PreviewMade.class))
        .map(made -> Answer.report(PreviewView.of(made)));
  }

  private Future<Answer> tools(Request request) {
    return ask(Address.TOOLS, new ToolsAsked(request.tenant()), ToolsTold.class)
        .map(Answer::report);
  }

  private static Future<PreviewAsked> asked(Request request, Wanted wanted, TenantStores stores) {
    return endpoint(wanted.number(), stores)
        .compose(endpoint -> profile(wanted, stores)
            .map(profile -> new PreviewAsked(
                request.tenant(),
                endpoint,
                wanted.caller(),
                wanted.at(),
                profile.orElse(null),
                wanted.number())));
  }

  /** That of the dialled number; of any number if none is named. */
  private static Future<EndpointId> endpoint(@Nullable PhoneNumber number, TenantStores stores) {
    return number == null
        ? stores
            .numbers()
            .page("", 1)
            .map(any -> any.isEmpty() ? Database.PLATFORM_ENDPOINT : any.get(0).endpoint())
        : stores
            .numbers()
            .byNumber(number)
            .map(found -> found
                .map(Did::endpoint)
                .orElseThrow(() -> Fault.invalid("/number", "is no number of this tenant")));
  }

  /** Empty: what is published, as the answering node knows it. */
  private static Future<Optional<Profile>> profile(Wanted wanted, TenantStores stores) {
    if (wanted.version() != null) {
      return ProfileRoutes.version(stores.profiles(), wanted.version())
          .map(ProfileVersion::profile)
          .map(Optional::of);
    }
    return Boolean.TRUE.equals(wanted.draft())
        ? ProfileRoutes.draft(stores).map(ProfileVersion::profile).map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  private <M extends BusMessage, R extends BusMessage> Future<R> ask(
      Address<M> to, M message, Class<R> answer) {
    return bus.ask(to, message, answer, ANSWERED_WITHIN)
        .recover(cause -> Future.failedFuture(named(cause)));
  }

  private static Throwable named(Throwable cause) {
    if (!(cause instanceof ReplyException failed)) {
      return cause;
    }
    return failed.failureType() == ReplyFailure.RECIPIENT_FAILURE
        ? new Fault(Kind.UNAVAILABLE, String.valueOf(failed.getMessage()))
        : new Fault(
            Kind.NO_ACCEPTANCE, "ask again; calls are not answered either until one is back");
  }
}
