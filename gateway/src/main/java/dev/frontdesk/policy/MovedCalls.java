package dev.frontdesk.policy;

import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides a call that was moved here from another line, so that people can be asked whether they take it. Its caller was judged there
 * and is in a conversation: hours, block list and limits are not asked again, whether the tenant is served at all is.
 */
public final class MovedCalls {
  private MovedCalls() {}

  /**
   * @param dialled on the other line; null: it is not known any more
   * @param wanted keys of the targets, in order; who is not known any more is left out
   */
  public static Decision decide(
      TenantSettings tenant, Caller caller, @Nullable PhoneNumber dialled, List<String> wanted) {
    Profile profile = tenant.profile();
    if (tenant.status() == TenantSettings.Status.SUSPENDED) {
      return new Decision.Reject(
          tenant.desk().rejectCode(), List.of(Rule.TENANT_SUSPENDED.because("")));
    }
    if (profile == null) {
      return new Decision.Reject(
          FrontDeskPolicy.UNAVAILABLE, List.of(Rule.NO_PUBLISHED_PROFILE.because("")));
    }
    Contact contact = caller.number() == null ? null : tenant.contacts().get(caller.number());
    LanguageChoice language = LanguageChoice.of(tenant, caller, contact, dialled);
    List<TransferTarget> targets = wanted.stream()
        .flatMap(key -> tenant.targets().stream().filter(target -> target.key().equals(key)))
        .toList();
    var reasons = new ArrayList<Reason>();
    if (language.reason() != null) {
      reasons.add(language.reason());
    }
    reasons.add(Rule.MOVED.because(String.join(", ", wanted)));
    var answer = new Decision.Answer(false, contact, language, language.greeting(profile), reasons);
    return targets.isEmpty() ? answer : new Decision.Forward(targets, answer, reasons);
  }
}
