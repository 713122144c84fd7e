package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Field;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/contacts}: callers the tenant knows; what changes acts at once. */
final class ContactRoutes {
  private static final int MOST_FIELDS = 20;
  private static final int EXPORTED_AT_ONCE = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final Writes writes;

  ContactRoutes(Vertx vertx, Database database, Writes writes) {
    this.vertx = vertx;
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listContacts", this::list);
    operations.on("createContact", this::create);
    operations.on("importContacts", this::importAll);
    operations.on("exportContacts", this::export);
    operations.on("getContact", this::get);
    operations.on("updateContact", this::update);
    operations.on("deleteContact", this::delete);
  }

  record Edited(
      String number,
      @Nullable String name,
      boolean vip,
      boolean blocked,
      @Nullable String language,
      @Nullable String notes) {
    static Edited of(Contact contact) {
      return new Edited(
          contact.number().e164(),
          contact.name(),
          contact.vip(),
          contact.blocked(),
          contact.language(),
          contact.notes());
    }

    Contact contact(ContactId id, PhoneNumber e164) {
      return new Contact(
          id, e164, name == null ? "" : name, vip, blocked, language, notes == null ? "" : notes);
    }
  }

  private record Import(List<Edited> contacts) {}

  private record Imported(int imported) {}

  private Future<Answer> list(Request request) {
    PhoneNumber after = request.after(PhoneNumber::new);
    return database
        .inTenant(request.tenant(), stores -> stores.contacts().page(after, request.limit() + 1))
        .map(found -> request.page(found, contact -> contact.number().e164(), contact -> contact));
  }

  private Future<Answer> create(Request request) {
    var edited = request.body(Edited.class);
    return writes.inTenant(
        request,
        stores -> region(stores, request).compose(region -> {
          var contact = edited.contact(new ContactId(UUID.randomUUID()), number(edited, region));
          return stores
              .contacts()
              .add(contact)
              .map(added -> Change.created(
                  "contact",
                  contact.id(),
                  contact,
                  Answer.created(request.under(contact.id()), contact)));
        }));
  }

  /** All or none: adds contacts, and changes those whose numbers are known. What is long to read is read beside the event loop. */
  private Future<Answer> importAll(Request request) {
    return database
        .inTenant(request.tenant(), stores -> region(stores, request))
        .compose(region -> vertx.executeBlocking(() -> contacts(request, region)))
        .compose(contacts -> writes.inTenant(
            request,
            stores -> stores.contacts().upsert(contacts).map(count -> {
              var done = new Imported(count);
              return new Change(
                  "contact.import", request.tenant().toString(), null, done, Answer.report(done));
            })));
  }

  private static List<Contact> contacts(Request request, String region) {
    return request.isCsv()
        ? ContactsCsv.read(request.bytes(), region)
        : contacts(request.body(Import.class).contacts(), region);
  }

  private static List<Contact> contacts(List<Edited> wanted, String region) {
    var wrong = new ArrayList<Field>();
    var contacts = new ArrayList<Contact>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      Edited each = wanted.get(i);
      var number = PhoneNumbers.parse(each.number(), region);
      if (number.isEmpty() && wrong.size() < MOST_FIELDS) {
        wrong.add(new Field("/contacts/" + i + "/number", "is no telephone number"));
      }
      number.ifPresent(e164 -> contacts.add(each.contact(new ContactId(UUID.randomUUID()), e164)));
    }
    if (!wrong.isEmpty()) {
      throw Fault.invalid("nothing was imported", wrong);
    }
    return contacts;
  }

  /** All of them, page by page, so that any number of them takes little memory. */
  private Future<Answer> export(Request request) {
    return Future.succeededFuture(Answer.stream(context -> {
      context
          .response()
          .setChunked(true)
          .putHeader("content-type", "text/csv; charset=utf-8")
          .putHeader("content-disposition", "attachment; filename=\"contacts.csv\"")
          .write(ContactsCsv.heads());
      export(request, context.response(), null);
    }));
  }

  private void export(Request request, HttpServerResponse response, @Nullable PhoneNumber after) {
    if (response.closed()) {
      return;
    }
    database
        .inTenant(request.tenant(), stores -> stores.contacts().page(after, EXPORTED_AT_ONCE))
        .compose(page -> response
            .write(page.stream().map(ContactsCsv::line).collect(Collectors.joining()))
            .map(page))
        // A list that is cut off must not look whole.
        .onFailure(cause -> response.reset())
        .onSuccess(page -> {
          if (page.size() < EXPORTED_AT_ONCE) {
            response.end();
          } else {
            export(request, response, page.get(page.size() - 1).number());
          }
        });
  }

  private Future<Answer> get(Request request) {
    return database.inTenant(request.tenant(), stores -> found(stores, request)).map(Answer::ok);
  }

  private Future<Answer> update(Request request) {
    var edited = request.body(Edited.class);
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(before -> {
          request.mustMatch(before);
          return region(stores, request).compose(region -> {
            var after = edited.contact(before.id(), number(edited, region));
            return stores
                .contacts()
                .update(after)
                .map(updated -> Change.updated("contact", before.id(), before, after));
          });
        }));
  }

  private Future<Answer> delete(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(before -> {
          request.mustMatch(before);
          return stores
              .contacts()
              .delete(before.id())
              .map(deleted -> Change.deleted("contact", before.id(), before));
        }));
  }

  private static Future<Contact> found(TenantStores stores, Request request) {
    return stores
        .contacts()
        .byId(new ContactId(request.uuid("contact")))
        .map(found -> found.orElseThrow(Fault.missing("contact")));
  }

  static Future<String> region(TenantStores stores, Request request) {
    return stores
        .tenants()
        .byId(request.tenant())
        .map(found -> found.orElseThrow(Fault.missing("tenant")).region());
  }

  private static PhoneNumber number(Edited edited, String region) {
    return PhoneNumbers.parse(edited.number(), region)
        .orElseThrow(() -> Fault.invalid("/number", "is no telephone number"));
  }
}
