package dev.frontdesk.policy;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Canary;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantSettings;
import java.util.List;

/**
 * Which version of the profile a call is answered with. The id of the call decides, so a call that is offered again, on any node,
 * gets the same.
 *
 * @param tenant with that version as its profile
 * @param reasons empty: the published version
 */
public record ProfileChoice(TenantSettings tenant, List<Reason> reasons) {
  private static final int WHOLE = 100;

  public ProfileChoice {
    reasons = List.copyOf(reasons);
  }

  public static ProfileChoice of(TenantSettings tenant, CallId call) {
    Canary canary = tenant.canary();
    // The canary stands beside a published version, never in its place.
    if (canary == null || tenant.profile() == null) {
      return settled(tenant);
    }
    Profile tried = canary.profile();
    return place(call, tried.id()) < canary.percent()
        ? new ProfileChoice(
            tenant.with(tried),
            List.of(Rule.CANARY.because(
                "version " + tried.version() + ", " + canary.percent() + " % of calls")))
        : settled(tenant);
  }

  /** The profile that the settings name, whatever the call. */
  public static ProfileChoice settled(TenantSettings tenant) {
    return new ProfileChoice(tenant, List.of());
  }

  /** 0 to 99, evenly spread over calls; another canary finds a call in another place. */
  static int place(CallId call, ProfileVersionId canary) {
    long mixed = mixed(call.value().getMostSignificantBits());
    mixed = mixed(mixed ^ call.value().getLeastSignificantBits());
    mixed = mixed(mixed ^ canary.value().getMostSignificantBits());
    mixed = mixed(mixed ^ canary.value().getLeastSignificantBits());
    return (int) Long.remainderUnsigned(mixed, WHOLE);
  }

  /** The finalizer of SplitMix64: every bit of the input changes half of the output. */
  private static long mixed(long value) {
    long bits = value + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
