package dev.frontdesk.call;

import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first fact of a call: who called whom, and what the front desk decided. */
final class Opening {
  private Opening() {}

  static Fact.Opened of(Origin origin, Plan plan, String decision, List<Reason> reasons) {
    return fact(origin, plan.tenant(), plan, decision, reasons);
  }

  static Fact.Opened declined(Origin origin, CallEvent.Declined event) {
    return fact(origin, event.tenant(), event.plan(), event.decision(), event.reasons());
  }

  private static Fact.Opened fact(
      Origin origin,
      @Nullable TenantId tenant,
      @Nullable Plan plan,
      String decision,
      List<Reason> reasons) {
    return new Fact.Opened(
        tenant,
        origin.endpoint(),
        origin.providerCall(),
        origin.carrierCall(),
        origin.caller(),
        origin.callerName(),
        origin.dialled(),
        plan == null ? null : plan.profile(),
        plan == null ? null : plan.contact(),
        plan == null ? null : plan.language(),
        decision,
        reasons.stream().map(Opening::words).toList(),
        origin.receivedAt());
  }

  private static String words(Reason reason) {
    return reason.detail().isEmpty() ? reason.code() : reason.code() + ": " + reason.detail();
  }
}
