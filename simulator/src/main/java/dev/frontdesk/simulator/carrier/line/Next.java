package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What follows a verb.
 *
 * @param url of the document that takes over; null to go on with the next verb, or to hang up
 * @param what kind of request it is, as {@link dev.frontdesk.simulator.carrier.Webhook#what()}
 */
record Next(@Nullable URI url, String method, String what, Form form, boolean hangsUp) {
  static final Next VERB = new Next(null, "", "", Form.EMPTY, false);
  static final Next HANG_UP = new Next(null, "", "", Form.EMPTY, true);

  static Next fetch(URI url, String method, String what, Form form) {
    return new Next(url, method, what, form, false);
  }
}
