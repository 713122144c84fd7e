package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Records what the person says, until a key, a silence, the longest time or the end of the call. */
final class RecordVerb implements Verb {
  @Override
  public Future<Next> run(Leg leg, TwimlRun run, URI base, Element record) {
    leg.answer();
    if (record.flag("playBeep", true)) {
      leg.told("[beep]");
    }
    Promise<Next> done = Promise.promise();
    Recording recording = leg.exchange().recordings().begin(leg.sid());
    var session = new Session(leg, base, record, recording, done);
    leg.keys(key -> {
      if (record.get("finishOnKey", "1234567890*#").indexOf(key) >= 0) {
        session.finish(String.valueOf(key));
      }
    });
    leg.ears(length -> {
      session.waiting++;
      recording.add(length);
      leg.exchange().afterMs(length.toMillis(), session::quiet);
    });
    leg.exchange().after(record.number("maxLength", 3600), () -> session.finish(""));
    session.waiting++;
    session.quiet();
    run.onBreakOff(() -> session.finish(leg.status().isOver() ? "hangup" : ""));
    return done.future();
  }

  /** One recording under way. */
  private static final class Session {
    private final Leg leg;
    private final URI base;
    private final Element record;
    private final Recording recording;
    private final Promise<Next> done;
    private int waiting;
    private int quiets;

    Session(Leg leg, URI base, Element record, Recording recording, Promise<Next> done) {
      this.leg = leg;
      this.base = base;
      this.record = record;
      this.recording = recording;
      this.done = done;
    }

    /** Nobody speaks just now. */
    void quiet() {
      if (--waiting > 0) {
        return;
      }
      int mine = ++quiets;
      leg.exchange().after(record.number("timeout", 5), () -> {
        if (waiting == 0 && mine == quiets) {
          finish("");
        }
      });
    }

    void finish(String digits) {
      if (done.future().isComplete()) {
        return;
      }
      leg.keys(null);
      leg.ears(null);
      Form form = Form.of(
          "RecordingUrl",
          leg.exchange().recordings().url(recording),
          "RecordingSid",
          recording.sid(),
          "RecordingDuration",
          "" + recording.seconds());
      told(form);
      Form all = form.and("Digits", digits);
      Next next = Verbs.action(leg, base, record, all, Next.fetch(base, "POST", "action", all));
      done.complete(next);
      URI action = next.url();
      if (leg.status().isOver() && action != null) {
        leg.notify(next.what(), action, next.method(), leg.parameters().and(all));
      }
    }

    private void told(Form form) {
      @Nullable String callback = record.get("recordingStatusCallback");
      URI url = callback == null ? null : Verbs.resolved(leg, base, callback);
      if (url != null) {
        Form about = form.and(
            "RecordingStatus",
            "completed",
            "RecordingChannels",
            "1",
            "RecordingSource",
            "RecordVerb",
            "CallSid",
            leg.sid(),
            "AccountSid",
            leg.exchange().options().accountSid());
        leg.notify("recording", url, "POST", about);
      }
    }
  }
}
