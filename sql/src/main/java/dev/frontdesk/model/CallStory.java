package dev.frontdesk.model;

import java.util.List;

/**
 * What is known of an ended call and matters to who reads about it.
 *
 * @param decision of the front desk
 * @param outcome how it ended; blank if nobody knows
 * @param caller by name; blank if nobody knows
 * @param known whether the caller is one of the tenant's contacts
 * @param seconds from answer to end, or from ring to end if it was not answered
 * @param emergency whether the caller spoke of one
 * @param said in order, without what nobody understood
 */
public record CallStory(
    String decision,
    String outcome,
    String caller,
    boolean known,
    boolean answered,
    long seconds,
    boolean emergency,
    List<Message> messages,
    List<Transfer> transfers,
    List<Said> said) {
  public CallStory {
    messages = List.copyOf(messages);
    transfers = List.copyOf(transfers);
    said = List.copyOf(said);
  }

  /** @param from name of who left it; blank if none was given */
  public record Message(String from, boolean urgent, String body) {}

  /** @param outcome what was seen of it; blank: nothing */
  public record Transfer(String target, String outcome) {}

  /** @param caller false: the receptionist */
  public record Said(boolean caller, String text) {}
}
