package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.stream.MediaStream;
import dev.frontdesk.simulator.carrier.stream.StreamListener;
import dev.frontdesk.simulator.carrier.stream.StreamPlan;
import dev.frontdesk.simulator.carrier.stream.StreamReport;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the call to a bidirectional stream, until the gateway closes it or the call ends. */
final class ConnectVerb implements Verb {
  private static final int MAX_PARAMETER_CHARS = 500;
  private static final int NOT_WSS = 31922;
  private static final int BAD_URL = 31923;
  private static final int BAD_TRACK = 31941;
  private static final int SCHEMA = 12200;
  private static final String FORGED = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @Override
  public Future<Next> run(Leg leg, TwimlRun run, URI base, Element connect) {
    leg.answer();
    Next after = Verbs.action(leg, base, connect, Form.EMPTY, Next.VERB);
    Element noun = connect.children("Stream").stream().findFirst().orElse(null);
    if (noun == null) {
      leg.alert(SCHEMA, "<Connect> without a <Stream>");
      return Future.succeededFuture(after);
    }
    StreamPlan plan = plan(leg, noun);
    if (plan == null) {
      return Future.succeededFuture(after);
    }
    Promise<Next> done = Promise.promise();
    var stream = new MediaStream(plan, leg.exchange().ticker(), new StreamListener() {
      @Override
      public void opened(MediaStream opened) {
        callback(leg, base, noun, plan, "stream-started", "");
        leg.stream(opened);
      }

      @Override
      public void ticked() {
        leg.person().check();
      }

      @Override
      public void received(byte[] audio) {
        leg.person().received(audio);
      }

      @Override
      public void ended(StreamReport report) {
        boolean refused = report.ended().equals("refused");
        String event = refused ? "stream-error" : "stream-stopped";
        callback(leg, base, noun, plan, event, refused ? "31920" : "");
        leg.streamed(report);
        leg.stream(null);
        done.complete(after);
      }
    });
    run.onBreakOff(stream::stop);
    leg.dialled(plan);
    stream.open(leg.exchange().sockets());
    return done.future();
  }

  /** @return null, with an alert, for an address that the carrier does not dial */
  private static @Nullable StreamPlan plan(Leg leg, Element noun) {
    String url = noun.get("url", "").strip();
    String track = noun.get("track", "inbound_track");
    if (!url.startsWith("wss:")) {
      leg.alert(NOT_WSS, "a stream to '" + url + "', which is not wss:");
      return null;
    }
    if (!track.equals("inbound_track")) {
      leg.alert(BAD_TRACK, "the track " + track + " under <Connect>");
      return null;
    }
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException notAnAddress) {
      leg.alert(BAD_URL, "'" + url + "' is not an address");
      return null;
    }
    if (address.getRawQuery() != null || address.getHost() == null) {
      leg.alert(BAD_URL, "a stream with a query, or without a host: '" + url + "'");
      return null;
    }
    Map<String, String> parameters = parameters(leg, noun);
    boolean foreign = leg.misbehaviour().has(Quirk.FOREIGN_CALL_IN_START);
    boolean otherAccount = leg.misbehaviour().has(Quirk.FOREIGN_ACCOUNT_IN_START);
    return new StreamPlan(
        leg.exchange().options().route().apply(address),
        signature(leg, url),
        leg.exchange().sids().next("MZ"),
        foreign ? leg.exchange().sids().next("CA") : leg.sid(),
        otherAccount
            ? leg.exchange().sids().next("AC")
            : leg.exchange().options().accountSid(),
        parameters,
        leg.speaker(),
        leg.isRecording());
  }

  private static Map<String, String> parameters(Leg leg, Element noun) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Element parameter : noun.children("Parameter")) {
      String name = parameter.get("name", "");
      String value = parameter.get("value", "");
      if (name.length() + value.length() < MAX_PARAMETER_CHARS) {
        parameters.put(name, value);
      } else {
        leg.alert(SCHEMA, "the parameter " + name + " is longer than 500 characters");
      }
    }
    return parameters;
  }

  private static @Nullable String signature(Leg leg, String url) {
    if (leg.misbehaviour().has(Quirk.NO_STREAM_SIGNATURE)) {
      return null;
    }
    return leg.misbehaviour().has(Quirk.FORGED_STREAM_SIGNATURE)
        ? FORGED
        : leg.exchange().callbacks().signature().ofUrl(url);
  }

  private static void callback(
      Leg leg, URI base, Element noun, StreamPlan plan, String event, String error) {
    String callback = noun.get("statusCallback");
    URI url = callback == null ? null : Verbs.resolved(leg, base, callback);
    if (url == null) {
      return;
    }
    Form form = Form.of(
        "AccountSid",
        plan.accountSid(),
        "CallSid",
        leg.sid(),
        "StreamSid",
        plan.streamSid(),
        "StreamName",
        noun.get("name", plan.streamSid()),
        "StreamEvent",
        event,
        "Timestamp",
        Instant.now().toString());
    Form all = error.isEmpty() ? form : form.and("StreamError", error);
    leg.notify("stream", url, noun.get("statusCallbackMethod", "POST"), all);
  }
}
