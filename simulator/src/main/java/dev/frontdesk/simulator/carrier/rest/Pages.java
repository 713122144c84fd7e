package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a list into the carrier's pages. */
final class Pages {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 1000;

  private Pages() {}

  /** @param key of the list, {@code calls} */
  static RestReply of(RestRequest request, String key, List<ObjectNode> all) {
    int size = request.number("PageSize", DEFAULT_SIZE);
    int page = request.number("Page", 0);
    if (size < 1 || size > MAX_SIZE || page < 0) {
      return RestReply.error(400, 20007, "Page size must be between 1 and 1000");
    }
    int from = Math.min(page * size, all.size());
    int to = Math.min(from + size, all.size());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("page", page)
        .put("page_size", size)
        .put("start", from)
        .put("end", Math.max(0, to - 1));
    body.put("uri", uri(request, page, size)).put("first_page_uri", uri(request, 0, size));
    body.put("next_page_uri", next(request, page, size, to < all.size()));
    body.put("previous_page_uri", next(request, page - 2, size, page > 0));
    body.putArray(key).addAll(all.subList(from, to));
    return RestReply.of(200, body);
  }

  private static @Nullable String next(RestRequest request, int page, int size, boolean there) {
    return there ? uri(request, page + 1, size) : null;
  }

  private static String uri(RestRequest request, int page, int size) {
    Form kept = new Form(request.form().fields().stream()
        .filter(field -> !field.name().startsWith("Page"))
        .toList());
    return request.uri() + "?"
        + kept.and("PageSize", "" + size, "Page", "" + page).encoded();
  }
}
