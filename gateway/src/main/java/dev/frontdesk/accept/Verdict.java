package dev.frontdesk.accept;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.Reason;
import dev.frontdesk.policy.LanguageChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a caller.
 *
 * @param contact who calls; null: a stranger
 * @param language in which it begins; null: refused
 * @param answering null: refused
 * @param sipCode to refuse with; 0 if answered
 */
record Verdict(
    @Nullable Contact contact,
    @Nullable LanguageChoice language,
    @Nullable Answering answering,
    int sipCode,
    List<Reason> reasons) {
  Verdict {
    reasons = List.copyOf(reasons);
  }

  static Verdict answered(@Nullable Contact contact, LanguageChoice language, Answering answering) {
    return new Verdict(contact, language, answering, 0, answering.reasons());
  }
}
