package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.FeedStore.Moment;
import dev.frontdesk.store.FeedStore.Place;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event: between which two moments its reader looked, and where among those events it stands. So whoever comes back with
 * it gets exactly the rest, from any node.
 *
 * @param to null: not looked yet
 */
record FeedId(Moment from, @Nullable Moment to, @Nullable Place place) {
  private static final int LONGEST = 6_000;
  private static final Pattern VISIBLE = Pattern.compile("[0-9]{1,19}:[0-9]{1,19}:[0-9,]{0,4000}");
  private static final int PARTS = 8;

  /** Ids of later looks sort later. */
  String text() {
    if (to == null || place == null) {
      throw new IllegalStateException("no event has this id");
    }
    String all = String.join(
        "|",
        from.at().toString(),
        from.visible(),
        to.at().toString(),
        to.visible(),
        place.at().toString(),
        place.call().toString(),
        Integer.toString(place.epoch()),
        Integer.toString(place.seq()));
    return "%013d-%s"
        .formatted(
            to.at().toEpochMilli(),
            Base64.getUrlEncoder().withoutPadding().encodeToString(all.getBytes(UTF_8)));
  }

  /** @throws Fault INVALID, if it is the id of no event */
  static FeedId parse(String text) {
    try {
      int dash = text.indexOf('-');
      if (dash < 0 || text.length() > LONGEST) {
        throw new IllegalArgumentException();
      }
      String[] parts = new String(Base64.getUrlDecoder().decode(text.substring(dash + 1)), UTF_8)
          .split("\\|", -1);
      if (parts.length != PARTS) {
        throw new IllegalArgumentException();
      }
      var place = new Place(
          Instant.parse(parts[4]),
          CallId.of(parts[5]),
          Integer.parseInt(parts[6]),
          Integer.parseInt(parts[7]));
      return new FeedId(moment(parts[0], parts[1]), moment(parts[2], parts[3]), place);
    } catch (RuntimeException e) {
      throw Fault.invalid("Last-Event-ID", "must be the id of an event");
    }
  }

  private static Moment moment(String at, String visible) {
    if (!VISIBLE.matcher(visible).matches()) {
      throw new IllegalArgumentException();
    }
    return new Moment(Instant.parse(at), visible);
  }
}
