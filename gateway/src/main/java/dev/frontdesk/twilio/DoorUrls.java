package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses we name to Twilio, under the public one; ids in the path, never in a query, which Twilio would sort (twilio.md 1.1).
 *
 * @param publicUrl without a slash at its end
 */
public record DoorUrls(String publicUrl) {
  /** Where the stream goes; {@code wss}, or {@code ws} under a public address without TLS, as in tests. */
  String media(String token) {
    return publicUrl.replaceFirst("^http", "ws") + "/twilio/media/" + token;
  }

  /**
   * Asked for what follows a stream.
   *
   * @param streams how many this visit has had
   */
  String afterStream(EndpointId endpoint, Visit visit, int streams) {
    return at(endpoint) + "/after/stream-" + visit.number() + "-" + streams;
  }

  /** @param what last segment of a path that we have named before */
  String after(Endpoint endpoint, String what) {
    return at(endpoint.id()) + "/after/" + what;
  }

  /** Asked for what follows a dialled call. */
  String afterDial(Endpoint endpoint, Visit visit) {
    return afterDial(endpoint.id(), visit);
  }

  String afterDial(EndpointId endpoint, Visit visit) {
    return afterDial(endpoint, visit, List.of());
  }

  /** @param next keys of those to be dialled if nobody answers */
  String afterDial(EndpointId endpoint, Visit visit, List<String> next) {
    String more = next.stream().map(key -> "." + key).collect(Collectors.joining());
    return at(endpoint) + "/after/dial-" + visit.number() + more;
  }

  /** Asked for what follows the room of an attempt. */
  String afterRoom(EndpointId endpoint, Visit visit, int attempt) {
    return at(endpoint) + "/after/room-" + visit.number() + "-" + attempt;
  }

  /**
   * Asked and told about the target of an attempt.
   *
   * @param what see {@link TargetCalls}
   */
  String target(EndpointId endpoint, Visit visit, int attempt, String what) {
    return at(endpoint) + "/target/" + visit.providerCall() + "-" + attempt + "/" + what;
  }

  /** Asked for what follows when we cannot go on with the caller. */
  String afterLoss(EndpointId endpoint, Visit visit) {
    return at(endpoint) + "/after/lost-" + visit.number();
  }

  /** Asked for what follows the fallback's ringing. */
  String afterFallback(EndpointId endpoint, Visit visit) {
    return at(endpoint) + "/after/fallback-" + visit.number();
  }

  /** Asked for what follows a recording. */
  String afterVoicemail(EndpointId endpoint, Visit visit) {
    return at(endpoint) + "/after/voicemail-" + visit.number();
  }

  /**
   * Told when a recording can be fetched; its requests name no number, so the address does.
   *
   * @param dialled null: the claim of the call tells whose it is
   */
  String recording(EndpointId endpoint, Visit visit, @Nullable PhoneNumber dialled) {
    String number = dialled == null ? "" : "-" + dialled.e164().substring(1);
    return at(endpoint) + "/recording/" + visit.number() + number;
  }

  String stream(EndpointId endpoint) {
    return at(endpoint) + "/stream";
  }

  /** Told what became of a text message of ours. */
  String text(EndpointId endpoint, UUID message) {
    return at(endpoint) + "/text/" + message;
  }

  /** What Twilio signed: the public address and the request as it came. */
  String of(String requestTarget) {
    return publicUrl + requestTarget;
  }

  private String at(EndpointId endpoint) {
    return publicUrl + "/twilio/" + endpoint;
  }
}
