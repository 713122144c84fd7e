package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.simulator.call.Utterance.Hold;
import dev.frontdesk.simulator.script.CarrierAnswer;
import dev.frontdesk.simulator.script.Misbehaviour.Moment;
import dev.frontdesk.simulator.script.Misbehaviour.Quirk;
import dev.frontdesk.simulator.script.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays the steps in order, and decides what the model says whenever it is asked to speak: a sentence it was told to say, the script's next reply, or a stock phrase.
 */
final class Director implements Step.Listener<Future<Void>> {
  private static final String GREETING = "Hello, thank you for calling. How may I help you today?";
  private static final String STOCK = "One moment, please.";
  private static final long KEY_MS = 200;

  /** A response somebody wants: the gateway, or null for the end of the caller's turn. */
  private record Wanted(@Nullable JsonNode asked) {}

  private final Scene scene;
  private final Voice voice;
  private final CallerVoice caller;
  private final ToolDesk tools;
  private final Ending ending;
  private final List<Step> steps;
  private int at = -1;
  private @Nullable Wanted wanted;
  private @Nullable String note;
  private boolean spokenFor;
  private int announcements;
  private int refersSeen;
  private int refersPlayed;

  Director(Scene scene, Voice voice, CallerVoice caller, ToolDesk tools, Ending ending) {
    this.scene = scene;
    this.voice = voice;
    this.caller = caller;
    this.tools = tools;
    this.ending = ending;
    steps = scene.script.steps();
  }

  /** Plays the next step, and so on until there is none; to be called once, at the first attach. */
  void next() {
    at++;
    ready().compose(ready -> settle()).compose(settled -> play()).onSuccess(played -> {
      moment();
      if (at < steps.size()) {
        next();
      }
    });
  }

  /** The gateway asks for a response. */
  void asked(JsonNode response, @Nullable String eventId) {
    if (voice.making() || wanted != null) {
      scene.wire.error(
          "conversation_already_has_active_response",
          "Conversation already has an active response in progress.",
          eventId);
      return;
    }
    scene.witness.responseAsked();
    boolean continues = tools.continued();
    String told = toldToSay(response);
    if (step() instanceof Step.Response || step() instanceof Step.Stall) {
      wanted = new Wanted(response);
    } else if (told != null) {
      announce(told, response);
      spokenFor = continues || step() instanceof Step.Agent;
    } else if (continues || answers(step())) {
      wanted = new Wanted(response);
    } else {
      announce(announcements == 0 ? GREETING : STOCK, response);
      spokenFor = step() instanceof Step.Agent;
    }
  }

  /** The gateway put a system note into the conversation, which a response may be about. */
  void noted(String text) {
    note = text;
  }

  /** What the carrier does with the REFER that just came. */
  CarrierAnswer carrierAnswer() {
    return steps.stream()
        .filter(Step.Refer.class::isInstance)
        .map(step -> ((Step.Refer) step).answer())
        .skip(refersSeen++)
        .findFirst()
        .orElse(CarrierAnswer.MOVED);
  }

  @Override
  public Future<Void> greeting() {
    return scene
        .waits
        .until("the gateway to greet", () -> announcements > 0)
        .compose(asked -> spoken());
  }

  @Override
  public Future<Void> announcement() {
    int before = spokenFor ? announcements - 1 : announcements;
    return scene
        .waits
        .until("the gateway to have something said", () -> announcements > before)
        .compose(asked -> spoken());
  }

  @Override
  public Future<Void> caller(Step.Caller step) {
    return scene
        .waits
        .until("the agent to finish", voice::quiet)
        .compose(quiet -> says(step.text(), () -> {}));
  }

  @Override
  public Future<Void> interrupt(Step.Interrupt step) {
    return says(step.text(), () -> {
      if (scene.session.interruptible()) {
        voice.cut();
      }
    });
  }

  @Override
  public Future<Void> agent(Step.Agent step) {
    return scene
        .waits
        .until(
            "a response.create to answer with '" + step.text() + "'",
            () -> wanted != null || spokenFor)
        .compose(asked -> {
          if (wanted != null) {
            voice.say(tools.fill(step.text()), hold(), taken());
          }
          return spoken();
        });
  }

  @Override
  public Future<Void> tool(Step.Tool step) {
    String name = step.asks().get(0).name();
    return scene
        .waits
        .until("a turn in which to ask for " + name, () -> wanted != null)
        .compose(asked -> {
          tools.ask(step, taken());
          if (scene.script.misbehaviour().sidebands().drop() == Moment.DURING_TOOL) {
            ending.dropSocket(0, "", false);
          }
          if (scene.script.misbehaviour().sidebands().lose() == Moment.DURING_TOOL) {
            ending.dropSocket(0, "", true);
          }
          return scene.waits.until(
              "the output of " + name + " and a response.create", () -> !tools.isAwaiting());
        });
  }

  @Override
  public Future<Void> refer(Step.Refer step) {
    int number = ++refersPlayed;
    return scene
        .waits
        .until("a REFER", () -> refersSeen >= number)
        .compose(seen -> step.answer().equals(CarrierAnswer.MOVED)
            ? scene.waits.until("the transferred call to be gone", () -> false)
            : Future.succeededFuture());
  }

  @Override
  public Future<Void> dtmf(Step.Dtmf step) {
    Future<Void> pressed = Future.succeededFuture();
    for (char key : step.digits().toCharArray()) {
      pressed = pressed.compose(before -> {
        caller.press(key);
        return passed(KEY_MS);
      });
    }
    return pressed;
  }

  @Override
  public Future<Void> pause(Step.Pause step) {
    return passed(step.length().toMillis());
  }

  @Override
  public Future<Void> cue(Step.Cue step) {
    Future<Void> given = scene.cues.of(step.name());
    if (!given.isComplete()) {
      given.onSuccess(now -> scene.waits.check());
    }
    return scene.waits.until("the cue " + step.name(), given::isComplete);
  }

  @Override
  public Future<Void> hangUp() {
    ending.end("caller-hung-up");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> waitForEnd() {
    return scene.waits.until("the gateway to end the call", () -> false);
  }

  @Override
  public Future<Void> stall() {
    return scene.waits.until("a response to withhold", () -> wanted != null).onSuccess(asked -> {
      scene.witness.misbehaved("a response withheld");
      taken();
    });
  }

  @Override
  public Future<Void> response(Step.Response step) {
    return scene
        .waits
        .until("a response to end as " + step.status(), () -> wanted != null)
        .onSuccess(asked -> {
          scene.witness.misbehaved("response " + step.status());
          voice.fail(step.status(), taken());
        });
  }

  @Override
  public Future<Void> socketEnds(Step.SocketEnds step) {
    ending.dropSocket(step.code(), step.reason(), step.callGone());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> providerError(Step.ProviderError step) {
    scene.witness.misbehaved("error " + step.code());
    scene.wire.error(step.code(), "The server had an error: " + step.code() + ".", null);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> bigFrame(Step.BigFrame step) {
    scene.witness.misbehaved(
        "an event of " + step.bytes() + " bytes" + (step.fragmented() ? " in fragments" : ""));
    scene.wire.sendBig(step.bytes(), step.fragmented());
    return Future.succeededFuture();
  }

  private Future<Void> play() {
    Step step = step();
    if (step == null) {
      return scene.waits.until("the agent to finish", voice::quiet).compose(quiet -> hangUp());
    }
    if (!(step instanceof Step.Agent || step instanceof Step.Announcement)) {
      spokenFor = false;
    }
    return step.to(this);
  }

  /** A model that was asked answers, also where the script has nothing to say. */
  private Future<Void> settle() {
    boolean scripted = step() instanceof Step.Agent
        || step() instanceof Step.Tool
        || step() instanceof Step.Response
        || step() instanceof Step.Stall
        || step() instanceof Step.HangUp
        || step() instanceof Step.SocketEnds
        || step() instanceof Step.ProviderError
        || step() instanceof Step.BigFrame;
    if (wanted == null || scripted) {
      return Future.succeededFuture();
    }
    boolean interrupted = step() instanceof Step.Interrupt;
    voice.say(STOCK, interrupted ? Hold.MAKING : Hold.NONE, taken());
    return interrupted
        ? Future.succeededFuture()
        : scene.waits.until("the agent to finish", voice::quiet);
  }

  /** Caller and model need no gateway to talk; where the script lets them, they do not wait for one. */
  private Future<Void> ready() {
    boolean talks = step() instanceof Step.Caller
        || step() instanceof Step.Agent
        || step() instanceof Step.Tool
        || step() instanceof Step.Pause;
    return talks && scene.script.misbehaviour().has(Quirk.TALKS_WHILE_DETACHED)
        ? Future.succeededFuture()
        : attached();
  }

  private Future<Void> attached() {
    return scene.waits.until("a sideband", () -> scene.wire.attached() > 0);
  }

  private void moment() {
    if (step() instanceof Step.Greeting) {
      var sidebands = scene.script.misbehaviour().sidebands();
      if (sidebands.drop() == Moment.AFTER_GREETING || sidebands.lose() == Moment.AFTER_GREETING) {
        ending.dropSocket(0, "", sidebands.lose() == Moment.AFTER_GREETING);
      }
    }
  }

  private Future<Void> says(String text, Runnable begun) {
    Promise<Void> said = Promise.promise();
    caller.say(text, begun, () -> {
      if (scene.session.answersTurns() && wanted == null && !voice.making()) {
        wanted = new Wanted(null);
      }
      said.complete();
    });
    return said.future();
  }

  private void announce(String text, JsonNode response) {
    announcements++;
    boolean waitedFor = step() instanceof Step.Greeting
        || step() instanceof Step.Announcement
        || step() instanceof Step.Agent;
    voice.say(text, waitedFor ? hold() : Hold.NONE, response);
  }

  /** Whether the step that waits is what the model says to anything it is asked without being told what. */
  private boolean answers(@Nullable Step step) {
    return (step instanceof Step.Tool && !tools.isAwaiting())
        || (announcements > 0 && step instanceof Step.Agent);
  }

  private Future<Void> spoken() {
    spokenFor = false;
    return scene.waits.until("the agent to finish", () -> voice.quiet() || voice.held());
  }

  private Future<Void> passed(long speechMs) {
    Promise<Void> passed = Promise.promise();
    scene.clock.afterSpeech((double) speechMs, passed::complete);
    return passed.future();
  }

  private @Nullable String toldToSay(JsonNode response) {
    String instructions = response.path("instructions").asText("");
    String about = note;
    note = null;
    return instructions.isEmpty()
        ? about == null ? null : Speech.quoted(about)
        : Speech.quoted(instructions);
  }

  private @Nullable JsonNode taken() {
    JsonNode asked = wanted == null ? null : wanted.asked();
    wanted = null;
    return asked;
  }

  private Hold hold() {
    return at + 1 < steps.size() && steps.get(at + 1) instanceof Step.Interrupt interrupt
        ? interrupt.late() ? Hold.SOUND : Hold.MAKING
        : Hold.NONE;
  }

  private @Nullable Step step() {
    return at >= 0 && at < steps.size() ? steps.get(at) : null;
  }
}
