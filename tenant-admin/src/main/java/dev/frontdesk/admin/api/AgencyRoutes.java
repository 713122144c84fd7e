package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Platform.Agency;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code /v1/agencies}: who hosts tenants. */
final class AgencyRoutes {
  private final Database database;
  private final Writes writes;

  AgencyRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listAgencies", this::list);
    operations.on("createAgency", this::create);
    operations.on("getAgency", this::get);
    operations.on("updateAgency", this::update);
  }

  private record Edited(String name) {}

  private Future<Answer> list(Request request) {
    return database
        .platform()
        .agencies(request.after(), request.limit() + 1)
        .map(found -> request.page(found, Agency::name, agency -> agency));
  }

  private Future<Answer> create(Request request) {
    String name = request.body(Edited.class).name();
    AgencyId id = newId(request);
    return writes.inAgency(
        request,
        id,
        stores -> stores.agency().create(name).map(created -> {
          var agency = new Agency(id, name);
          return Change.created("agency", id, agency, Answer.created(request.under(id), agency));
        }));
  }

  /** Asked again with the same Idempotency-Key, it is the same agency, in whose scope the answer is found. */
  private static AgencyId newId(Request request) {
    String name = request.idempotencyKey();
    return new AgencyId(
        name == null
            ? UUID.randomUUID()
            : UUID.nameUUIDFromBytes((request.who().key() + " " + name).getBytes(UTF_8)));
  }

  private Future<Answer> get(Request request) {
    return database.inAgency(request.agency(), AgencyRoutes::found).map(Answer::ok);
  }

  private Future<Answer> update(Request request) {
    String name = request.body(Edited.class).name();
    return writes.inAgency(
        request,
        request.agency(),
        stores -> found(stores).compose(before -> {
          request.mustMatch(before);
          return stores
              .agency()
              .rename(name)
              .map(renamed ->
                  Change.updated("agency", before.id(), before, new Agency(before.id(), name)));
        }));
  }

  private static Future<Agency> found(AgencyStores stores) {
    return stores.agency().find().map(found -> found.orElseThrow(Fault.missing("agency")));
  }
}
