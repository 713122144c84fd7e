package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * How the provider decides that the caller began or stopped speaking (openai.md 2.2).
 * A null number leaves the provider's default.
 *
 * @param threshold server VAD: 0 to 1
 * @param prefixPaddingMs server VAD: sound kept from before the speech, ms
 * @param silenceMs server VAD: silence that ends a turn, ms
 * @param idleTimeoutMs server VAD: silence after a reply that makes the model speak again, ms, 5 000 to 30 000
 * @param eagerness semantic VAD
 */
public record TurnDetection(
    Kind kind,
    @Nullable Double threshold,
    @Nullable Integer prefixPaddingMs,
    @Nullable Integer silenceMs,
    @Nullable Integer idleTimeoutMs,
    @Nullable Eagerness eagerness,
    boolean interruptible) {

  public enum Kind {
    SERVER,
    SEMANTIC
  }

  public enum Eagerness {
    LOW,
    MEDIUM,
    HIGH,
    AUTO
  }

  public TurnDetection {
    Range.check("VAD threshold", threshold, 0, 1);
    Range.check("VAD prefix padding (ms)", prefixPaddingMs, 0, 5_000);
    Range.check("VAD silence (ms)", silenceMs, 50, 10_000);
    Range.check("VAD idle timeout (ms)", idleTimeoutMs, 5_000, 30_000);
    if (kind == Kind.SEMANTIC
        && (threshold != null
            || prefixPaddingMs != null
            || silenceMs != null
            || idleTimeoutMs != null)) {
      throw new IllegalArgumentException(
          "semantic VAD takes eagerness only, no threshold, padding, silence or idle timeout");
    }
    if (kind == Kind.SERVER && eagerness != null) {
      throw new IllegalArgumentException("server VAD takes no eagerness");
    }
  }

  /** Server VAD with the provider's numbers; the caller may interrupt. */
  public static TurnDetection standard() {
    return new TurnDetection(Kind.SERVER, null, null, null, null, null, true);
  }
}
