package dev.frontdesk.call;

import org.jspecify.annotations.Nullable;

/** What a target hears before it decides whether to take a call. */
public final class Whisper {
  private static final int LONGEST_SUMMARY = 300;

  private Whisper() {}

  /** One to three sentences, spoken before the keys are explained; blank: nobody is being asked in this call. */
  public static String of(Call call) {
    Transfer transfer = call.transfer();
    return transfer == null || !transfer.isWarm()
        ? ""
        : "A caller for you: " + caller(call.origin()) + "." + about(transfer.summary());
  }

  private static String caller(@Nullable Origin origin) {
    if (origin == null || origin.caller() == null) {
      return "the number is withheld";
    }
    // Digit by digit: as a number it would be read in millions.
    String digits = String.join(" ", origin.caller().e164().substring(1).split(""));
    return origin.callerName().isBlank() ? digits : origin.callerName() + ", " + digits;
  }

  private static String about(String summary) {
    String text = summary.strip();
    if (text.isEmpty()) {
      return "";
    }
    return " It is about: "
        + (text.length() > LONGEST_SUMMARY ? text.substring(0, LONGEST_SUMMARY) : text) + ".";
  }
}
