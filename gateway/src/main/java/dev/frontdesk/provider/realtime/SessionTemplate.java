package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.frontdesk.provider.SessionWriter.Session;
import dev.frontdesk.provider.SessionWriter.Template;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The accept body of a tenant's calls, written and checked once: the bytes before and after the place where a call's own instructions
 * go, and the digest of the former.
 */
final class SessionTemplate implements Template {
  /** Private-use characters: stands where the call's own instructions go, and in no text from outside. */
  private static final String HERE = "\uE0F0\uE0F1\uE0F2";

  private final byte[] head;
  private final byte[] tail;
  private final MessageDigest digested;
  private final List<String> opening;
  private final List<String> problems;

  /** @param config instructions without the call's own */
  SessionTemplate(SessionConfig config) {
    String shared = config.instructions().replace(HERE, "");
    var marked = new SessionConfig(config.voice(), shared + HERE, config.tools());
    String accept = marked.accept().toString(UTF_8);
    int here = accept.indexOf(HERE);
    head = accept.substring(0, here).getBytes(UTF_8);
    tail = accept.substring(here + HERE.length()).getBytes(UTF_8);
    opening = List.of(config.tuning());
    var found = new ArrayList<>(SessionCheck.accept(marked.accept()));
    found.addAll(SessionCheck.update(opening.get(0)));
    problems = List.copyOf(found);
    digested = sha256();
    digested.update(head);
  }

  @Override
  public Session session(String instructions) {
    byte[] own = JsonStringEncoder.getInstance().quoteAsUTF8(instructions);
    var accept = Buffer.buffer(head.length + own.length + tail.length)
        .appendBytes(head)
        .appendBytes(own)
        .appendBytes(tail);
    return new Session(accept, opening, hash(own), problems);
  }

  /** As {@link SessionConfig#hash} of the whole. */
  private String hash(byte[] own) {
    try {
      var digest = (MessageDigest) digested.clone();
      digest.update(own);
      digest.update(tail);
      return HexFormat.of().formatHex(digest.digest(opening.get(0).getBytes(UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
