package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The TwiML documents we answer with (twilio.md 2): what Twilio is to do with the call, verb by verb. */
final class Twiml {
  /** Bytes that Twilio reads of an answer (error 11750). */
  static final int LARGEST = 64_000;

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final int MOST_NOUNS = 10;

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
   */
  static String dial(
      List<TransferTarget> targets, @Nullable String callerId, Duration ringFor, String action) {
    return document(response(dialling(targets, callerId, ringFor).with("action", action)));
  }

  /**
   * Something is broken here: says so, and rings who is there for that.
   *
   * @param fallback empty: the call ends
   */
  static String apology(
      String sentence, String language, List<TransferTarget> fallback, @Nullable String callerId) {
    Xml said = Xml.of("Say", sentence).with("language", language);
    return document(
        fallback.isEmpty()
            ? response(said, Xml.of("Hangup"))
            : response(said, dialling(fallback, callerId, Duration.ofSeconds(30))));
  }

  /** Says something, then hangs up. */
  static String goodbye(String sentence, String language) {
    return document(response(Xml.of("Say", sentence).with("language", language), Xml.of("Hangup")));
  }

  private static Xml dialling(
      List<TransferTarget> targets, @Nullable String callerId, Duration ringFor) {
    Xml dial = Xml.of("Dial")
        .with("answerOnBridge", "true")
        .with("timeout", String.valueOf(ringFor.toSeconds()))
        .with("callerId", callerId);
    for (TransferTarget target : targets.subList(0, Math.min(MOST_NOUNS, targets.size()))) {
      String address = target.address();
      dial = dial.with(Xml.of(address.startsWith("+") ? "Number" : "Sip", address));
    }
    return dial;
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
