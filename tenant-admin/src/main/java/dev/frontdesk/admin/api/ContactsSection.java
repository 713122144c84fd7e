package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All contacts, by number. */
final class ContactsSection extends Section<List<ContactRoutes.Edited>> {
  static final int MOST = 10_000;

  ContactsSection() {
    super("contacts", false);
  }

  @Override
  Future<@Nullable List<ContactRoutes.Edited>> read(TenantStores stores, Tenant tenant) {
    return stores.contacts().page(null, MOST + 1).map(found -> {
      if (found.size() > MOST) {
        throw new Fault(
            Kind.CONFLICT,
            "there are more than %d contacts: leave them out with contacts=false, and export them on their own"
                .formatted(MOST));
      }
      return found.stream().map(ContactRoutes.Edited::of).toList();
    });
  }

  @Override
  List<ContactRoutes.Edited> settled(
      Object wanted, Tenant tenant, @Nullable List<ContactRoutes.Edited> before) {
    var settled = new ArrayList<ContactRoutes.Edited>();
    Set<String> numbers = new TreeSet<>();
    for (ContactRoutes.Edited each : parsedList(wanted, ContactRoutes.Edited.class)) {
      String where = "/contacts/" + settled.size() + "/number";
      PhoneNumber number = PhoneNumbers.parse(each.number(), tenant.region())
          .orElseThrow(() -> Fault.invalid(where, "is no telephone number"));
      if (!numbers.add(number.e164())) {
        throw Fault.invalid(where, "stands there twice");
      }
      settled.add(ContactRoutes.Edited.of(fresh(each, number)));
    }
    settled.sort(Comparator.comparing(ContactRoutes.Edited::number));
    return settled;
  }

  @Override
  Future<Void> write(
      TenantStores stores,
      Tenant tenant,
      @Nullable List<ContactRoutes.Edited> before,
      List<ContactRoutes.Edited> after) {
    Set<ContactRoutes.Edited> known = before == null ? Set.of() : Set.copyOf(before);
    return stores
        .contacts()
        .keepOnly(after.stream().map(each -> new PhoneNumber(each.number())).toList())
        .compose(removed -> stores
            .contacts()
            .upsert(after.stream()
                .filter(each -> !known.contains(each))
                .map(each -> fresh(each, new PhoneNumber(each.number())))
                .toList()))
        .mapEmpty();
  }

  private static Contact fresh(ContactRoutes.Edited edited, PhoneNumber number) {
    return edited.contact(new ContactId(UUID.randomUUID()), number);
  }
}
