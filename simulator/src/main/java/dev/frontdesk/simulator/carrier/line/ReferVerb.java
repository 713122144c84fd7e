package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import java.net.URI;

/** Sends a SIP call elsewhere; a call that did not come by SIP cannot be sent. */
final class ReferVerb implements Verb {
  @Override
  public Future<Next> run(Leg leg, TwimlRun run, URI base, Element refer) {
    leg.answer();
    boolean sip = leg.from().startsWith("sip:");
    leg.told("[refer "
        + refer.children("Sip").stream().findFirst().map(Element::text).orElse("") + "]");
    Form form = Form.of(
        "ReferCallStatus",
        sip ? "completed" : "failed",
        "ReferSipResponseCode",
        sip ? "202" : "405",
        "NotifySipResponseCode",
        sip ? "200" : "405");
    return Future.succeededFuture(
        Verbs.action(leg, base, refer, form, sip ? Next.HANG_UP : Next.VERB));
  }
}
