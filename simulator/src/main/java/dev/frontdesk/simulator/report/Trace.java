package dev.frontdesk.simulator.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider itself keeps of a call: an audit holds a gateway's journal against it.
 *
 * @param items what was said, in order, whether or not a sideband was there to tell it to
 * @param attachments all sidebands, in the order in which they were opened
 * @param greetings how often the gateway had the model greet the caller
 */
public record Trace(List<Item> items, List<Attachment> attachments, int greetings) {
  /** Nothing was seen. */
  public static final Trace NONE = new Trace(List.of(), List.of(), 0);

  public Trace {
    items = List.copyOf(items);
    attachments = List.copyOf(attachments);
  }

  /**
   * One turn of one side.
   *
   * @param id the provider's name for it
   * @param at when its words were final
   */
  public record Item(String id, CallReport.Who who, String text, Instant at) {}

  /**
   * One sideband.
   *
   * @param bearer the key it was dialled with: where nodes have one each, it tells who dialled
   * @param closed null: it was open until the call's end
   * @param firstSent when the gateway first said something on it; null: never
   * @param lastSent when it last did
   */
  public record Attachment(
      String bearer,
      Instant opened,
      @Nullable Instant closed,
      @Nullable Instant firstSent,
      @Nullable Instant lastSent) {}
}
