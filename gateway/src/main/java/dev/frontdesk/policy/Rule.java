package dev.frontdesk.policy;

import dev.frontdesk.model.Reason;
import java.util.Locale;

/** The considerations of the front desk; their codes are journalled, so they are never renamed. */
public enum Rule {
  TENANT_SUSPENDED,
  NO_PUBLISHED_PROFILE,
  CALLER_BLOCKED,
  ATTESTATION_FAILED,
  ATTESTATION_MISSING,
  CALLER_FLAGGED,
  CALLER_ANONYMOUS,
  NUMBER_ASKED,
  CALLER_TOO_OFTEN,
  FIGURES_LAST_KNOWN,
  TOO_MANY_CALLS,
  BUDGET_SPENT,
  AGENCY_TOO_MANY_CALLS,
  AGENCY_BUDGET_SPENT,
  CANARY,
  CALLER_KNOWN,
  LANGUAGE_BY_PREFIX,
  LANGUAGE_OF_CONTACT,
  LANGUAGE_OF_NUMBER,
  OPEN,
  CLOSED,
  HOLIDAY,
  VIP_AT_ANY_HOUR,
  MESSAGES_ONLY,
  VOICEMAIL,
  STAFF_FIRST,
  MOVED;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Kebab-case name in the journal. */
  public String code() {
    return code;
  }

  Reason because(String detail) {
    return new Reason(code, detail);
  }
}
