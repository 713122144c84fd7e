package dev.frontdesk.launcher.chaos.audit;

/**
 * Something that must not be.
 *
 * @param call by the provider's id
 */
public record Finding(Kind kind, String call, String detail) {

  /** What can be wrong with a call or with what is written of it. */
  public enum Kind {
    LOST("calls that did not go as their callers meant them to"),
    VIOLATION("breaches of the provider's protocol"),
    UNKNOWN("calls that the journal does not know"),
    OPEN("calls without an end in the journal"),
    FALSE_REASON("calls that ended for another reason than written"),
    ACCEPTED_TWICE("calls accepted more often than they had owners"),
    NOT_GREETED("calls without a greeting"),
    GREETED_TWICE("calls greeted again"),
    WORDS_MISSING("utterances missing or changed outside a reported gap"),
    WORDS_UNSAID("utterances that nobody said"),
    TOOL_UNANSWERED("tools that the model never heard of again"),
    TOOL_TWICE("tools answered twice"),
    MESSAGE_MISSING("messages promised and not kept"),
    MESSAGE_TWICE("messages taken twice"),
    TRANSFER_TWICE("transfers referred more often than asked for"),
    TRANSFER_UNVERIFIED("transfers that nobody knows the end of"),
    TWO_DRIVERS("calls that two nodes drove at once"),
    FACT_AFTER_END("calls that went on after their end"),
    COST_NOT_BOOKED("calls whose cost is not what was used");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As in a report, in the plural. */
    public String words() {
      return words;
    }
  }
}
