package dev.frontdesk.admin;

import java.util.Map;

/**
 * How this process is.
 *
 * @param ready may be sent calls; a degraded process may: it answers the phone from what it knows
 * @param degraded works, but not as it should, for example without its database
 * @param details figures by name, never anything secret or a tenant's
 */
public record Health(boolean ready, boolean degraded, Map<String, Object> details) {
  public Health {
    details = Map.copyOf(details);
  }
}
