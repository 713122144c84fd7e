package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;

/** Collects keys, or hears what is said, while it says something and for some seconds after. */
final class GatherVerb implements Verb {
  private static final String CONFIDENCE = "0.9";
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Override
  public Future<Next> run(Leg leg, TwimlRun run, URI base, Element gather) {
    leg.answer();
    Promise<Next> done = Promise.promise();
    StringBuilder digits = new StringBuilder();
    String finish = gather.get("finishOnKey", "#");
    int most = gather.number("numDigits", NO_LIMIT);
    Runnable finished = () -> done.tryComplete(outcome(leg, base, gather, digits.toString()));
    leg.keys(key -> {
      if (finish.indexOf(key) >= 0) {
        finished.run();
      } else {
        digits.append(key);
        if (digits.length() >= most) {
          finished.run();
        } else {
          waited(leg, gather, digits, finished);
        }
      }
    });
    if (gather.get("input", "dtmf").contains("speech")) {
      leg.words(said -> done.tryComplete(
          told(leg, base, gather, Form.of("SpeechResult", said, "Confidence", CONFIDENCE))));
    }
    double words = 0;
    for (Element prompt : gather.children()) {
      if (!prompt.name().equals("Pause")) {
        leg.told(prompt.text());
      }
      words += Verbs.length(prompt);
    }
    leg.exchange().after(words, () -> waited(leg, gather, digits, finished));
    run.onBreakOff(() -> listensNoMore(leg));
    return done.future().onComplete(over -> listensNoMore(leg));
  }

  private static void listensNoMore(Leg leg) {
    leg.keys(null);
    leg.words(null);
  }

  /** Ends it, unless another key comes within the timeout. */
  private static void waited(Leg leg, Element gather, StringBuilder digits, Runnable finished) {
    int length = digits.length();
    leg.exchange().after(gather.number("timeout", 5), () -> {
      if (digits.length() == length) {
        finished.run();
      }
    });
  }

  private static Next outcome(Leg leg, URI base, Element gather, String digits) {
    boolean tells = !digits.isEmpty() || gather.flag("actionOnEmptyResult", false);
    if (!tells) {
      return Next.VERB;
    }
    return told(leg, base, gather, Form.of("Digits", digits));
  }

  private static Next told(Leg leg, URI base, Element gather, Form form) {
    Next own = Next.fetch(base, "POST", "action", form);
    return Verbs.action(leg, base, gather, form, own);
  }
}
