package dev.frontdesk.simulator.carrier.rest;

import dev.frontdesk.simulator.carrier.Form;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request below an account.
 *
 * @param path the segments after the account, decoded, the last without {@code .json}
 * @param form the body of a POST, the query of a GET
 */
record RestRequest(String method, String account, List<String> path, Form form) {
  boolean is(String verb, int segments) {
    return method.equals(verb) && path.size() == segments;
  }

  /** The address of this list, without the host. */
  String uri() {
    return "/2010-04-01/Accounts/" + account + "/" + String.join("/", path) + ".json";
  }

  /** A field that is an address; null if it is not there. */
  @Nullable
  URI address(String field) {
    String text = form.get(field);
    return text == null || text.isEmpty() ? null : URI.create(text);
  }

  boolean flag(String field, boolean otherwise) {
    return form.get(field, Boolean.toString(otherwise)).equals("true");
  }

  /** @throws IllegalArgumentException if it is there and no number */
  int number(String field, int otherwise) {
    return Integer.parseInt(form.get(field, Integer.toString(otherwise)));
  }
}
