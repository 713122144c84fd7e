package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Alert;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.stream.MediaStream;
import dev.frontdesk.simulator.carrier.stream.StreamPlan;
import dev.frontdesk.simulator.carrier.stream.StreamReport;
import dev.frontdesk.simulator.carrier.twiml.Twiml;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of the account: one person's phone, and what the account's TwiML makes of it. */
public final class Leg {
  /**
   * What a call begins with.
   *
   * @param ringSeconds how long it may ring; 0 of one who calls
   * @param extra parameters of all its webhooks, such as CallToken
   */
  public record Setting(
      String from,
      String to,
      String direction,
      @Nullable String parent,
      int ringSeconds,
      Form extra,
      CarrierMisbehaviour misbehaviour,
      boolean recording) {}

  private final Exchange exchange;
  private final Setting setting;
  private final Person person;
  private final String sid;
  private final int speaker;
  private final Promise<CallerReport> report = Promise.promise();
  private final List<String> said = new ArrayList<>();
  private final List<StreamReport> streams = new ArrayList<>();
  private final List<Webhook> webhooks = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private final List<Runnable> atAnswer = new ArrayList<>();
  private final Instant created = Instant.now();
  private StatusCallbacks progress;
  private TwimlRun program;
  private CallStatus status = CallStatus.QUEUED;
  private @Nullable Instant answeredAt;
  private @Nullable Instant endedAt;
  private @Nullable MediaStream stream;
  private @Nullable Consumer<Character> keys;
  private @Nullable Consumer<String> words;
  private @Nullable Consumer<Duration> ears;
  private @Nullable StreamPlan dialled;
  private String endedBy = "";
  private String answeredBy = "";
  private @Nullable Room room;
  private int refusedWith;
  private int owed;

  public Leg(Exchange exchange, Setting setting, Person person) {
    this.exchange = exchange;
    this.setting = setting;
    this.person = person;
    sid = exchange.sids().next("CA");
    speaker = exchange.nextSpeaker();
    progress = new StatusCallbacks(this, null, "POST", Set.of());
    program = new TwimlRun(this);
    exchange.connect(this);
  }

  public String sid() {
    return sid;
  }

  public String from() {
    return setting.from();
  }

  public String to() {
    return setting.to();
  }

  public String direction() {
    return setting.direction();
  }

  public @Nullable String parent() {
    return setting.parent();
  }

  public CallStatus status() {
    return status;
  }

  public Instant created() {
    return created;
  }

  public @Nullable Instant answeredAt() {
    return answeredAt;
  }

  public @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Done when the call is over, and all who were told of it have answered. */
  public Future<CallerReport> report() {
    return report.future();
  }

  /** The parameters that every webhook about this call carries. */
  public Form parameters() {
    Form form = Form.of(
        "CallSid", sid, "AccountSid", exchange.options().accountSid(), "From", from(), "To", to());
    form = form.and("Caller", from(), "Called", to(), "CallStatus", status.wire());
    form = form.and("Direction", direction(), "ApiVersion", "2010-04-01");
    if (!answeredBy.isEmpty()) {
      form = form.and("AnsweredBy", answeredBy);
    }
    if (parent() != null) {
      form = form.and("ParentCallSid", parent());
    }
    return form.and(setting.extra());
  }

  /** The account asked for it; nothing rings yet. */
  void initiated() {
    to(CallStatus.INITIATED);
    progress.tell("initiated", Form.EMPTY);
  }

  /** Run when somebody takes the call. */
  public void onAnswer(Runnable action) {
    atAnswer.add(action);
  }

  /** Runs a document on this leg alone, and then {@code bridged}, unless it hangs up. */
  void whisper(URI url, String method, Runnable bridged) {
    program.whispering(bridged);
    program.fetch("whisper", url, method, Form.EMPTY, null);
  }

  boolean isMachine() {
    return person.isMachine();
  }

  void answeredBy(String kind) {
    answeredBy = kind;
  }

  /** {@code human}, {@code machine_start}, {@code machine_end_beep}; empty if nobody asked or it is not known yet. */
  public String answeredBy() {
    return answeredBy;
  }

  void room(@Nullable Room present) {
    room = present;
  }

  /** The conference it is in; null for none. */
  public @Nullable Room room() {
    return room;
  }

  void refusedWith(int sipStatus) {
    refusedWith = sipStatus;
  }

  /** The SIP status of a refusal, 0 if there was none. */
  int refusedWith() {
    return refusedWith;
  }

  boolean isAwaitingKeys() {
    return keys != null;
  }

  boolean isAwaitingWords() {
    return words != null;
  }

  /** Whether a request of this kind was answered. */
  boolean hasTold(String what) {
    return webhooks.stream().anyMatch(webhook -> webhook.what().equals(what));
  }

  /** Rings at the person. */
  public void ring() {
    to(CallStatus.RINGING);
    progress.tell("ringing", Form.EMPTY);
    person.rings(this);
  }

  /** Somebody, or a document, takes the call. */
  public void answer() {
    if (status.isBeforeAnswer()) {
      to(CallStatus.IN_PROGRESS);
      answeredAt = Instant.now();
      progress.tell("answered", Form.EMPTY);
      person.answered(this);
      List.copyOf(atAnswer).forEach(Runnable::run);
    }
  }

  /** Fetches a document and goes on with it. */
  public void fetch(String what, URI url, String method, Form extra, @Nullable URI fallback) {
    program.fetch(what, url, method, extra, fallback);
  }

  /** Goes on with another document; what runs is broken off. */
  public void redirect(URI base, Twiml document) {
    program.replace();
    program.run(base, document);
  }

  /** As {@link #redirect}, with a document still to be fetched. */
  public void redirect(URI url, String method) {
    program.replace();
    program.fetch("voice", url, method, Form.EMPTY, null);
  }

  /** Ends the call, whatever it does; a call that is over stays as it is. */
  public void end(CallStatus how, String by) {
    if (status.isOver()) {
      return;
    }
    to(how);
    endedBy = by;
    endedAt = Instant.now();
    program.stop();
    List.copyOf(atEnd).forEach(Runnable::run);
    person.ended(this);
    long seconds =
        answeredAt == null ? 0 : Duration.between(answeredAt, endedAt).toSeconds();
    progress.tell(
        "completed", Form.of("CallDuration", "" + seconds, "Duration", "" + (seconds + 59) / 60));
    settle();
  }

  /** Run once when the call is over. */
  public void atEnd(Runnable action) {
    atEnd.add(action);
  }

  /** The call so far. */
  public CallerReport seen() {
    return new CallerReport(
        sid,
        from(),
        to(),
        status.wire(),
        endedBy,
        setting.ringSeconds(),
        said,
        streams,
        webhooks,
        alerts);
  }

  /** @param events of {@code initiated ringing answered completed} */
  public void tellProgressTo(@Nullable URI url, String method, Set<String> events) {
    progress = new StatusCallbacks(this, url, method, events);
  }

  /** The carrier says or plays something to this person. */
  void told(String words) {
    said.add(words);
    person.told(this, words);
  }

  public void alert(int code, String text) {
    alerts.add(new Alert(code, text));
    exchange.alerts().add(new Alert(code, sid + ": " + text));
  }

  /** Sends a request whose answer does not matter, after so many milliseconds. */
  void notify(long late, String what, URI url, String method, Form form) {
    owed++;
    exchange.afterMs(late, () -> {
      owed--;
      notify(what, url, method, form);
    });
  }

  /** Sends a request whose answer does not matter. */
  void notify(String what, URI url, String method, Form form) {
    owed++;
    exchange
        .callbacks()
        .send(url.toString(), method, form, setting.misbehaviour().quirks())
        .onComplete(answer -> {
          owed--;
          sent(new Webhook(
              what,
              url.toString(),
              form,
              answer.succeeded() ? answer.result().status() : 0,
              answer.succeeded() ? answer.result().body() : ""));
          settle();
        });
  }

  /** The report waits for this too. */
  void owes(Future<Void> something) {
    owed++;
    something.onComplete(done -> {
      owed--;
      settle();
    });
  }

  /** Reports, once the call is over and all who were told have answered. */
  private void settle() {
    exchange.afterMs(0, () -> {
      if (status.isOver() && owed == 0) {
        report.tryComplete(seen());
      }
    });
  }

  void sent(Webhook webhook) {
    webhooks.add(webhook);
    exchange.webhooks().add(webhook);
    person.check();
  }

  /** A key of the phone is pressed. */
  public void press(char digit) {
    if (stream != null) {
      stream.press(digit);
    } else if (keys != null) {
      keys.accept(digit);
    }
  }

  /** The person says something that the carrier recognises, if it listens. */
  void say(String text) {
    if (words != null) {
      words.accept(text);
    }
  }

  /** The person speaks, where no stream carries it. */
  void speak(Duration length) {
    if (ears != null) {
      ears.accept(length);
    }
  }

  /** Whether somebody or something is there to hear what the person says. */
  public boolean isListenedTo() {
    return ears != null || (stream != null && stream.isOpen());
  }

  /** @param consumer of keys; null when nobody waits for any */
  void keys(@Nullable Consumer<Character> consumer) {
    keys = consumer;
    person.check();
  }

  /** @param consumer of speech; null when nobody recognises any */
  void words(@Nullable Consumer<String> consumer) {
    words = consumer;
    person.check();
  }

  void ears(@Nullable Consumer<Duration> consumer) {
    ears = consumer;
    person.check();
  }

  void stream(@Nullable MediaStream present) {
    stream = present;
    person.check();
  }

  public @Nullable MediaStream stream() {
    return stream;
  }

  void dialled(StreamPlan plan) {
    dialled = plan;
  }

  /** How the present or last stream was dialled; null if none ever was. */
  @Nullable
  StreamPlan dialled() {
    return dialled;
  }

  void streamed(StreamReport over) {
    streams.add(over);
  }

  /** How many streams this call had, with the present one. */
  public int streams() {
    return streams.size() + (stream != null && stream.isOpen() ? 1 : 0);
  }

  Person person() {
    return person;
  }

  int speaker() {
    return speaker;
  }

  Exchange exchange() {
    return exchange;
  }

  CarrierMisbehaviour misbehaviour() {
    return setting.misbehaviour();
  }

  boolean isRecording() {
    return setting.recording();
  }

  private void to(CallStatus next) {
    status = next;
  }
}
