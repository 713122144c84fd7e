package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies header {@code X-Twilio-Signature}: base64 of HMAC-SHA1 over the URL as Twilio knows it and, of a form, its parameters
 * (twilio.md 1.1). It names no time: what is sent again has to do no harm. May be used from any thread.
 */
public final class TwilioSignature {
  /** The two parameters that may be sent unsigned; {@code CallToken} and the verdict on the caller's number. */
  static final List<String> PERHAPS_UNSIGNED = List.of("CallToken", "StirVerstat");

  private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9A-Fa-f]{64})(&|$)");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?|wss?)(://)([^/?#@]*?)(:[0-9]{1,5})?([/?#].*)?");

  private final List<Secret> tokens;

  /** What a form's signature covers. */
  public enum Outcome {
    GENUINE,
    /** Only without {@link #PERHAPS_UNSIGNED}: these are not to be believed. */
    IN_PART,
    FORGED
  }

  /** @param tokens the account's primary auth token; several while one is replaced */
  public TwilioSignature(List<Secret> tokens) {
    this.tokens = tokens.stream().filter(token -> !token.reveal().isEmpty()).toList();
  }

  /** Of an account: its auth token, and others that may sign while it is replaced. */
  public static TwilioSignature of(Endpoint endpoint) {
    return new TwilioSignature(Verifying.tokens(endpoint));
  }

  /** @param url public base URL and request target as they came, decoded nowhere */
  Outcome form(String url, Parameters parameters, String signature) {
    if (matches(url, parameters.signed(), signature)) {
      return Outcome.GENUINE;
    }
    boolean inPart = PERHAPS_UNSIGNED.stream().anyMatch(parameters::has)
        && matches(url, parameters.without(PERHAPS_UNSIGNED).signed(), signature);
    return inPart ? Outcome.IN_PART : Outcome.FORGED;
  }

  /** @param form as it stands in the body */
  public boolean isGenuineForm(String url, String form, String signature) {
    return Parameters.parse(form)
        .map(parameters -> form(url, parameters, signature) == Outcome.GENUINE)
        .orElse(false);
  }

  /** A request without a body. */
  public boolean get(String url, String signature) {
    return matches(url, "", signature);
  }

  /** @param url with {@code bodySHA256}, which {@code body} must hash to */
  public boolean json(String url, byte[] body, String signature) {
    Matcher named = BODY_HASH.matcher(url);
    return named.find()
        && MessageDigest.isEqual(sha256(body), HexFormat.of().parseHex(named.group(1)))
        && matches(url, "", signature);
  }

  /** @param url of the stream as TwiML named it, {@code wss://}; some stacks sign it with a slash at its end */
  public boolean webSocket(String url, String signature) {
    String other = url.endsWith("/") ? url.substring(0, url.length() - 1) : url + "/";
    boolean asItIs = matches(url, "", signature);
    boolean otherwise = matches(other, "", signature);
    return asItIs || otherwise;
  }

  /** Every form and every token is computed, whichever matches. */
  private boolean matches(String url, String after, String signature) {
    byte[] given = signature.getBytes(UTF_8);
    boolean matches = false;
    for (String form : forms(url)) {
      byte[] data = (form + after).getBytes(UTF_8);
      for (Secret token : tokens) {
        matches |= MessageDigest.isEqual(signed(token, data), given);
      }
    }
    return matches;
  }

  /** As it is, without its port, and with the port that is meant by none: Twilio is not of one mind. */
  private static List<String> forms(String url) {
    Matcher parts = ORIGIN.matcher(url);
    if (!parts.matches()) {
      return List.of(url);
    }
    String head = parts.group(1) + parts.group(2) + parts.group(3);
    String rest = parts.group(5) == null ? "" : parts.group(5);
    String port = parts.group(1).endsWith("s") ? ":443" : ":80";
    return List.of(url, head + rest, head + port + rest);
  }

  private static byte[] signed(Secret token, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.reveal().getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encode(mac.doFinal(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
