package dev.frontdesk.simulator.load.media;

import java.net.URI;
import java.time.Duration;

/**
 * A load of media streams.
 *
 * @param target the gateway's voice webhook ({@code http}), which names the stream of each call; or a bare bridge ({@code ws}), to whose
 *     address each call adds a token of its own
 * @param publicUrl the gateway's host as the carrier knows it: what is signed
 * @param authToken signs
 * @param accountSid {@code AC} and 32 hexadecimal digits
 * @param streams at once
 * @param lasts how long each is measured
 * @param to number that is dialled
 * @param pid of the bridge, for its CPU; 0: unknown
 */
public record MediaLoadOptions(
    URI target,
    String publicUrl,
    String authToken,
    String accountSid,
    int streams,
    Duration lasts,
    String to,
    long pid) {
  public static final String ACCOUNT = "AC" + "0".repeat(32);

  public MediaLoadOptions lasting(Duration other) {
    return new MediaLoadOptions(target, publicUrl, authToken, accountSid, streams, other, to, pid);
  }

  boolean hasWebhook() {
    return target.getScheme().startsWith("http");
  }
}
