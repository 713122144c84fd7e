package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.line.CallbackClient.Answer;
import dev.frontdesk.simulator.carrier.twiml.Element;
import dev.frontdesk.simulator.carrier.twiml.Twiml;
import io.vertx.core.AsyncResult;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the documents of one call, verb after verb, until one of them or a person ends it. */
final class TwimlRun {
  private static final int FETCH_FAILED = 11200;
  private static final int TOO_LARGE = 11750;
  private static final int NOT_XML = 12100;
  private static final int SCHEMA = 12200;
  private static final int CONTENT_TYPE = 12300;
  private static final Set<String> XML =
      Set.of("text/xml", "application/xml", "text/html", "application/twiml+xml");

  private final Leg leg;
  private int run;
  private @Nullable Runnable breakOff;
  private @Nullable Runnable whispered;

  TwimlRun(Leg leg) {
    this.leg = leg;
  }

  /** Breaks off what runs; another document follows. */
  void replace() {
    run++;
    Runnable broken = breakOff;
    breakOff = null;
    if (broken != null) {
      broken.run();
    }
  }

  /** What to run at the end of a document in place of hanging up; once. */
  void whispering(Runnable then) {
    whispered = then;
  }

  /** Breaks off what runs, for good. */
  void stop() {
    replace();
  }

  /** What a verb has to put away when it is broken off. */
  void onBreakOff(Runnable action) {
    breakOff = action;
  }

  void fetch(String what, URI url, String method, Form extra, @Nullable URI fallback) {
    int mine = run;
    Form form = leg.parameters().and(extra);
    String bare = withoutFragment(url);
    var quirks = leg.misbehaviour().quirks();
    if (what.equals("voice") && quirks.contains(Quirk.DUPLICATED_WEBHOOK)) {
      leg.notify("duplicate", URI.create(bare), method, form);
    }
    leg.exchange().callbacks().send(bare, method, form, quirks).onComplete(answer -> {
      leg.sent(seen(what, bare, form, answer));
      if (mine == run && !leg.status().isOver()) {
        answered(url, answer, fallback);
      }
    });
  }

  private void answered(URI url, AsyncResult<Answer> answer, @Nullable URI fallback) {
    if (answer.failed() || answer.result().status() >= 400) {
      String why = answer.failed()
          ? (CallbackClient.isTimeout(answer.cause()) ? "no answer within 15 s" : "unreachable")
          : "answered with " + answer.result().status();
      failed(FETCH_FAILED, url, why, fallback);
    } else if (answer.result().body().length() > Twiml.MAX_BYTES) {
      failed(TOO_LARGE, url, "more than 64 kB of TwiML", fallback);
    } else if (answer.result().status() == 204 || answer.result().body().isBlank()) {
      run(url, Twiml.EMPTY);
    } else if (!XML.contains(answer.result().contentType())) {
      failed(
          CONTENT_TYPE, url, "the content type '" + answer.result().contentType() + "'", fallback);
    } else {
      parsed(url, answer.result().body(), fallback);
    }
  }

  private void parsed(URI url, String body, @Nullable URI fallback) {
    Twiml document;
    try {
      document = Twiml.parse(body);
    } catch (IllegalArgumentException malformed) {
      failed(NOT_XML, url, String.valueOf(malformed.getMessage()), fallback);
      return;
    }
    run(url, document);
  }

  private void failed(int code, URI url, String why, @Nullable URI fallback) {
    leg.alert(code, withoutFragment(url) + ": " + why);
    if (fallback == null) {
      leg.told("An application error has occurred. Goodbye.");
      leg.end(
          leg.status().isBeforeAnswer() ? CallStatus.FAILED : CallStatus.COMPLETED,
          "error " + code);
    } else {
      Form error = Form.of("ErrorCode", "" + code, "ErrorUrl", withoutFragment(url));
      fetch("fallback", fallback, "POST", error, null);
    }
  }

  void run(URI base, Twiml document) {
    next(base, document, 0);
  }

  private void next(URI base, Twiml document, int index) {
    if (leg.status().isOver()) {
      return;
    }
    Runnable then = whispered;
    if (index == document.verbs().size() && then != null) {
      whispered = null;
      then.run();
      return;
    }
    if (index == document.verbs().size()) {
      leg.answer();
      leg.end(CallStatus.COMPLETED, "twiml");
      return;
    }
    Element element = document.verbs().get(index);
    Verb verb = Verbs.named(element.name());
    if (verb == null) {
      leg.alert(SCHEMA, "<" + element.name() + "> is not a verb");
      next(base, document, index + 1);
      return;
    }
    int mine = run;
    Verbs.strange(element).forEach(what -> leg.alert(SCHEMA, what));
    verb.run(leg, this, base, element).onComplete(done -> {
      if (mine == run) {
        breakOff = null;
        follow(base, document, index, done.succeeded() ? done.result() : Next.HANG_UP);
      }
    });
  }

  private void follow(URI base, Twiml document, int index, Next next) {
    if (leg.status().isOver()) {
      return;
    }
    if (next.hangsUp()) {
      leg.end(CallStatus.COMPLETED, "twiml");
    } else if (next.url() == null) {
      next(base, document, index + 1);
    } else {
      fetch(next.what(), next.url(), next.method(), next.form(), null);
    }
  }

  private static Webhook seen(String what, String url, Form form, AsyncResult<Answer> answer) {
    return answer.succeeded()
        ? new Webhook(what, url, form, answer.result().status(), answer.result().body())
        : new Webhook(what, url, form, 0, "");
  }

  /** The fragment is for the carrier: connection overrides. */
  private static String withoutFragment(URI url) {
    String text = url.toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
  }
}
