package dev.frontdesk.twilio;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose caller somebody is.
 *
 * @param settings null: nobody's whom we know
 * @param dialled at this line; null: no number, as of a call that was moved here
 */
record Business(@Nullable TenantSettings settings, @Nullable PhoneNumber dialled) {
  static final Business UNKNOWN = new Business(null, null);

  Optional<TenantSettings> known() {
    return Optional.ofNullable(settings);
  }

  Optional<TenantId> id() {
    return known().map(TenantSettings::id);
  }

  /** Blank: nobody's. */
  String locale() {
    return known().map(TenantSettings::locale).orElse("");
  }

  /** By their keys and in that order; who is not known any more is left out. */
  List<TransferTarget> targets(List<String> keys) {
    List<TransferTarget> all = known().map(TenantSettings::targets).orElse(List.of());
    return keys.stream()
        .flatMap(key -> all.stream().filter(target -> target.key().equals(key)))
        .toList();
  }
}
