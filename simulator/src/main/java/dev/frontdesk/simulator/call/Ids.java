package dev.frontdesk.simulator.call;

import java.util.Random;

/** Makes ids that look like the provider's; one seed always makes the same ones. */
public final class Ids {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 20;

  private final Random random;

  public Ids(Random random) {
    this.random = random;
  }

  /** @param prefix such as {@code rtc_u0_} */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + LENGTH).append(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
