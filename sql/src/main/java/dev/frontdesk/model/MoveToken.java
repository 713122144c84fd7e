package dev.frontdesk.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user part of the SIP address to which a call is referred when it is to go on at a carrier's line: whose call arrives there, it
 * alone says. Lower case only, because some switches change the case of user parts.
 */
public record MoveToken(String text) {
  /** Random bytes that one is made of. */
  public static final int BYTES = 24;

  private static final String WRITTEN = "move-[0-9a-f]{" + 2 * BYTES + "}";
  private static final Pattern TOKEN = Pattern.compile(WRITTEN);
  private static final Pattern DIALLED = Pattern.compile("sips?:(" + WRITTEN + ")@[^@]{1,300}");

  public MoveToken {
    if (!TOKEN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a move token");
    }
  }

  /** @param random {@value #BYTES} bytes that nobody can guess */
  public static MoveToken of(byte[] random) {
    return new MoveToken("move-" + HexFormat.of().formatHex(random));
  }

  /** That of a dialled SIP address; empty: it has none. */
  public static Optional<MoveToken> dialled(String address) {
    Matcher matcher = DIALLED.matcher(address);
    return matcher.matches() ? Optional.of(new MoveToken(matcher.group(1))) : Optional.empty();
  }

  /** Somebody else's words, without the tokens that they repeat. */
  public static String masked(String text) {
    return TOKEN.matcher(text).replaceAll("move-***");
  }

  /** Where a call with this token is referred to. */
  public String at(String domain) {
    return "sip:" + text + "@" + domain;
  }

  /** By which it is kept. */
  public byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "MoveToken[***]";
  }
}
