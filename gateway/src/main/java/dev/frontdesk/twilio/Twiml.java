package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Spoken;
import dev.frontdesk.policy.TargetWords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The TwiML documents we answer with (twilio.md 2): what Twilio is to do with the call, verb by verb. */
final class Twiml {
  /** Bytes that Twilio reads of an answer (error 11750). */
  static final int LARGEST = 64_000;

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final int MOST_NOUNS = 10;

  /** Seconds without a word that end a recording. */
  private static final int SILENCE_S = 5;

  private Twiml() {}

  /** Ends the call without a word, or, as the answer to a callback whose body is ignored, nothing. */
  static String nothing() {
    return document(Xml.of("Response"));
  }

  static String hangUp() {
    return document(response(Xml.of("Hangup")));
  }

  /**
   * Not answered and not billed.
   *
   * @param busy the caller hears the busy tone, else that the number cannot be reached
   */
  static String reject(boolean busy) {
    return document(response(Xml.of("Reject").with("reason", busy ? "busy" : "rejected")));
  }

  /**
   * @param url of the stream, {@code wss://} without a query
   * @param action asked for what follows, once the stream has ended and the call has not
   * @param statusCallback told of the stream's start, end and trouble
   */
  static String connect(String url, String action, String statusCallback) {
    return document(response(
        Xml.of("Connect", Xml.of("Stream").with("url", url).with("statusCallback", statusCallback))
            .with("action", action)));
  }

  /**
   * Rings all targets at once; the first to answer has the caller.
   *
   * @param callerId one of our own numbers; null: the caller's
   * @param ringFor 5 s to 600 s
   * @param context told to those at SIP addresses
   */
  static String dial(
      List<TransferTarget> targets,
      @Nullable String callerId,
      Duration ringFor,
      SipContext context,
      String action) {
    return document(response(dialling(targets, callerId, ringFor, context).with("action", action)));
  }

  /** As {@link #dial}, with a word to the caller before. */
  static String sayAndDial(
      Spoken said,
      List<TransferTarget> targets,
      Duration ringFor,
      SipContext context,
      String action) {
    Xml dial = dialling(targets, null, ringFor, context).with("action", action);
    return document(response(said(said), dial));
  }

  /**
   * Rings one target, which is asked before it is connected; one that hangs up or says no counts as not answering.
   *
   * @param context told to one at a SIP address
   * @param screen asked for what the target hears
   */
  static String dialAsking(
      TransferTarget target, Duration ringFor, SipContext context, String screen, String action) {
    Xml noun = noun(target, context).with("url", screen).with("method", "POST");
    return document(response(dial(null, ringFor).with(noun).with("action", action)));
  }

  /**
   * Records what the caller says after a tone. Who says nothing hears the last sentence at once.
   *
   * @param longest 1 s to 1 h
   * @param finishKey ends it
   * @param action asked for what follows a recording
   * @param told where the carrier tells that the recording can be fetched
   */
  static String record(
      Spoken greeting,
      Spoken thanks,
      Duration longest,
      String finishKey,
      String action,
      String told) {
    Xml record = Xml.of("Record")
        .with("action", action)
        .with("timeout", String.valueOf(SILENCE_S))
        .with("finishOnKey", finishKey)
        .with("maxLength", String.valueOf(longest.toSeconds()))
        .with("recordingStatusCallback", told)
        .with("recordingStatusCallbackEvent", "completed absent");
    return document(response(said(greeting), record, said(thanks), Xml.of("Hangup")));
  }

  /**
   * Asks who has picked up whether they take a call, twice; silence is a no, told as an empty answer.
   *
   * @param whisper who calls, and what about
   * @param key asked with the key they press, or what they say
   */
  static String ask(String whisper, TargetWords words, String key) {
    return document(response(
        gather(whisper + " " + words.question(), words, key),
        gather(words.question(), words, key),
        Xml.of("Redirect", key).with("method", "POST")));
  }

  private static Xml gather(String said, TargetWords words, String key) {
    return Xml.of("Gather", Xml.of("Say", said).with("language", words.language()))
        .with("input", "dtmf speech")
        .with("numDigits", "1")
        .with("timeout", "6")
        .with("speechTimeout", "auto")
        .with("language", words.language())
        .with("hints", words.hints())
        .with("action", key);
  }

  /** Waits a little, and asks us again. */
  static String again(Duration pause, String url) {
    return document(response(
        Xml.of("Pause").with("length", String.valueOf(pause.toSeconds())),
        Xml.of("Redirect", url).with("method", "POST")));
  }

  /** Asks us at once what to do. */
  static String redirect(String url) {
    return document(response(Xml.of("Redirect", url).with("method", "POST")));
  }

  /**
   * Into the room where caller and target meet; whoever leaves it ends it. It begins with the target.
   *
   * @param label {@code caller} or {@code target}
   * @param news told who comes and goes
   * @param action asked for what follows; null: nothing, the leg ends
   */
  static String room(String name, String label, String news, @Nullable String action) {
    Xml room = Xml.of("Conference", name)
        .with("startConferenceOnEnter", String.valueOf(label.equals("target")))
        .with("endConferenceOnExit", "true")
        .with("beep", "false")
        .with("participantLabel", label)
        .with("statusCallback", news)
        .with("statusCallbackEvent", "join leave");
    return document(response(Xml.of("Dial").with("action", action).with(room)));
  }

  /** Says something, then hangs up. */
  static String goodbye(Spoken spoken) {
    return document(response(said(spoken), Xml.of("Hangup")));
  }

  private static Xml said(Spoken spoken) {
    return Xml.of("Say", spoken.text()).with("language", spoken.language());
  }

  private static Xml dialling(
      List<TransferTarget> targets,
      @Nullable String callerId,
      Duration ringFor,
      SipContext context) {
    Xml dial = dial(callerId, ringFor);
    for (TransferTarget target : targets.subList(0, Math.min(MOST_NOUNS, targets.size()))) {
      dial = dial.with(noun(target, context));
    }
    return dial;
  }

  private static Xml dial(@Nullable String callerId, Duration ringFor) {
    return Xml.of("Dial")
        .with("answerOnBridge", "true")
        .with("timeout", String.valueOf(ringFor.toSeconds()))
        .with("callerId", callerId);
  }

  private static Xml noun(TransferTarget target, SipContext context) {
    String address = context.appendedTo(target.address());
    return Xml.of(address.startsWith("+") ? "Number" : "Sip", address);
  }

  private static Xml response(Xml... verbs) {
    return Xml.of("Response", verbs);
  }

  private static String document(Xml response) {
    String text = HEAD + response;
    if (text.getBytes(UTF_8).length > LARGEST) {
      throw new IllegalStateException("TwiML of more than " + LARGEST + " bytes");
    }
    return text;
  }
}
