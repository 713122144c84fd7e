package dev.frontdesk.model;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Someone a caller may be transferred to.
 *
 * @param key what a tool call names, unique within the tenant: lower case letters, digits, {@code -} and {@code _}
 * @param name as spoken, for example {@code Jana from sales}
 * @param aliases other names a caller may use
 * @param address {@code +E164} or a {@code sip:} URI with up to {@value #MOST_PARAMETERS} parameters, as {@code sip:desk@pbx.example.com;transport=tls}
 * @param description when to transfer there, for the model
 * @param hours when the target takes calls; null: always
 * @param warm the target is asked before it gets the caller; null: the caller is handed over blind
 * @param then keys of those to try when this one does not take the call, in order, before the fallbacks
 * @param contextText it gets a text message with who calls and what about, before it rings; only where its address is a number
 * @param ringFor how long it rings where it gets the caller blind, 5 s to 60 s; null: as long as it is asked for, or as is usual there
 */
public record TransferTarget(
    String key,
    String name,
    List<String> aliases,
    String address,
    String description,
    Kind kind,
    @Nullable OpeningHours hours,
    @Nullable Warm warm,
    List<String> then,
    boolean contextText,
    @Nullable Duration ringFor) {
  /** How long a target of a transfer rings that says nothing of it. */
  public static final Duration USUAL_RING = Duration.ofSeconds(30);

  public static final Duration SHORTEST_RING = Duration.ofSeconds(5);
  public static final Duration LONGEST_RING = Duration.ofSeconds(60);

  /** How many may be named to be tried after a target. */
  public static final int MOST_THEN = 5;

  /** Of a SIP address. */
  public static final int MOST_PARAMETERS = 8;

  /** Characters of an address. */
  public static final int LONGEST_ADDRESS = 430;

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern SIP = Pattern.compile(
      "sips?:[A-Za-z0-9+._~%-]{1,64}@[A-Za-z0-9.:\\[\\]-]{1,253}(;[A-Za-z0-9=._-]{1,100}){0,"
          + MOST_PARAMETERS + "}");

  /** What kind of destination it is; a fallback is tried after the others. */
  public enum Kind {
    PERSON,
    TEAM,
    EMERGENCY,
    FALLBACK
  }

  /**
   * How a target is asked whether it takes a call (attended transfer).
   *
   * @param ringFor how long it may ring before the next is tried, 5 s to 60 s
   * @param showsCaller it sees the caller's number where the carrier lends it to us, else always the number that was dialled
   */
  public record Warm(Duration ringFor, boolean showsCaller) {
    public Warm(Duration ringFor) {
      this(ringFor, false);
    }

    public Warm {
      checked(ringFor);
    }
  }

  /** A target that gets callers blind. */
  public TransferTarget(
      String key,
      String name,
      List<String> aliases,
      String address,
      String description,
      Kind kind,
      @Nullable OpeningHours hours) {
    this(key, name, aliases, address, description, kind, hours, null);
  }

  /** A target after which only the fallbacks are tried. */
  public TransferTarget(
      String key,
      String name,
      List<String> aliases,
      String address,
      String description,
      Kind kind,
      @Nullable OpeningHours hours,
      @Nullable Warm warm) {
    this(key, name, aliases, address, description, kind, hours, warm, List.of());
  }

  /** A target that is not written to. */
  public TransferTarget(
      String key,
      String name,
      List<String> aliases,
      String address,
      String description,
      Kind kind,
      @Nullable OpeningHours hours,
      @Nullable Warm warm,
      List<String> then) {
    this(key, name, aliases, address, description, kind, hours, warm, then, false);
  }

  /** A target that rings as long as is usual. */
  public TransferTarget(
      String key,
      String name,
      List<String> aliases,
      String address,
      String description,
      Kind kind,
      @Nullable OpeningHours hours,
      @Nullable Warm warm,
      List<String> then,
      boolean contextText) {
    this(key, name, aliases, address, description, kind, hours, warm, then, contextText, null);
  }

  public TransferTarget {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a transfer key: " + Printable.brief(key));
    }
    boolean sip = address.length() <= LONGEST_ADDRESS && SIP.matcher(address).matches();
    if (!sip && PhoneNumber.tryE164(address).isEmpty()) {
      throw new IllegalArgumentException(
          "neither an E.164 number nor a SIP URI: " + Printable.brief(address));
    }
    aliases = List.copyOf(aliases);
    then = then == null ? List.of() : List.copyOf(then); // of a node that knows no order
    if (then.size() > MOST_THEN) {
      throw new IllegalArgumentException("more than " + MOST_THEN + " targets to try after one");
    }
    if (ringFor != null) {
      checked(ringFor);
    }
  }

  private static void checked(Duration ringFor) {
    if (ringFor.compareTo(SHORTEST_RING) < 0 || ringFor.compareTo(LONGEST_RING) > 0) {
      throw new IllegalArgumentException("rings for 5 s to 60 s, not for " + ringFor);
    }
  }

  /**
   * How long it rings where it gets the caller blind.
   *
   * @param usual if it says nothing of it
   */
  public Duration ringsFor(Duration usual) {
    return ringFor != null ? ringFor : warm != null ? warm.ringFor() : usual;
  }

  /** The same, handed over to without being asked. */
  public TransferTarget blind() {
    return warm == null
        ? this
        : new TransferTarget(
            key,
            name,
            aliases,
            address,
            description,
            kind,
            hours,
            null,
            then,
            contextText,
            ringsFor(warm.ringFor()));
  }
}
