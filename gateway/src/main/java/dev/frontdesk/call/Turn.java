package dev.frontdesk.call;

/**
 * One party's unbroken speech, by its place in the conversation.
 *
 * @param item the provider's id of the conversation item
 * @param place orders the turns of a call; a turn found to lie between two others gets a place between theirs
 * @param said its words are written down; not only that it took its place
 */
public record Turn(String item, double place, Side side, boolean said) {
  Turn spoken() {
    return said ? this : new Turn(item, place, side, true);
  }
}
