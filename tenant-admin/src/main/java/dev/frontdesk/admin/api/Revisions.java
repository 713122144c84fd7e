package dev.frontdesk.admin.api;

import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Directory;
import java.util.OptionalLong;

/** How far this node knows the settings of tenants: what was read of them at a revision holds while it lasts. */
public interface Revisions {
  /** Nothing is known, so nothing is kept. */
  Revisions NONE = tenant -> OptionalLong.empty();

  /** As the directory of this node has them. */
  static Revisions of(Directory directory) {
    return tenant -> directory.stale()
        ? OptionalLong.empty()
        : directory
            .tenant(tenant)
            .map(known -> OptionalLong.of(known.revision()))
            .orElseGet(OptionalLong::empty);
  }

  /** Empty: the tenant is not known here, or what is known may be old. */
  OptionalLong of(TenantId tenant);
}
