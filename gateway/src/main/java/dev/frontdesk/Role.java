package dev.frontdesk;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process does of the gateway; all of it by default. The journal always runs beside the sessions. */
public enum Role {
  WEBHOOKS,
  ACCEPTANCE,
  SESSIONS,
  TRANSFERS,
  NOTIFICATIONS,
  ADMIN;

  public static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));

  /**
   * @param list such as {@code webhooks,acceptance}
   * @throws IllegalArgumentException naming the roles there are
   */
  public static Set<Role> parse(String list) {
    var roles = EnumSet.noneOf(Role.class);
    for (String name : list.split(",", -1)) {
      roles.add(one(name.strip()));
    }
    return roles;
  }

  private static Role one(String name) {
    return Arrays.stream(values())
        .filter(role -> role.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no role '%s'; there are %s"
            .formatted(name, Arrays.toString(values()).toLowerCase(Locale.ROOT))));
  }
}
