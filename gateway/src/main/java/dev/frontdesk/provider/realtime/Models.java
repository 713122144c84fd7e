package dev.frontdesk.provider.realtime;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known about models by name (openai.md 6.1, 6.3). Names are an open list: an unknown one is simply used. */
public final class Models {
  public static final String DEFAULT = "gpt-realtime-2.1";
  public static final String TRANSCRIPTION = "gpt-transcribe";
  public static final String TEXT = "gpt-5-mini";

  private static final LocalDate REALTIME_1_ENDS = LocalDate.of(2027, 1, 20);
  private static final LocalDate OLD_TRANSCRIPTION_ENDS = LocalDate.of(2027, 2, 26);
  private static final Map<String, LocalDate> SHUTDOWN = new LinkedHashMap<>();

  static {
    for (String name : List.of(
        "gpt-realtime",
        "gpt-realtime-2025-08-28",
        "gpt-realtime-mini",
        "gpt-realtime-mini-2025-10-06",
        "gpt-realtime-mini-2025-12-15")) {
      SHUTDOWN.put(name, REALTIME_1_ENDS);
    }
    for (String name : List.of(
        "gpt-4o-transcribe",
        "gpt-4o-mini-transcribe",
        "gpt-4o-mini-transcribe-2025-12-15",
        "gpt-4o-transcribe-diarize",
        "whisper-1")) {
      SHUTDOWN.put(name, OLD_TRANSCRIPTION_ENDS);
    }
  }

  private Models() {}

  /** Takes {@code reasoning} and {@code parallel_tool_calls}. */
  public static boolean reasons(String model) {
    return model.startsWith("gpt-realtime-2") && !model.startsWith("gpt-realtime-2025");
  }

  /** The day from which the provider no longer serves {@code model}; empty: none is announced. */
  public static Optional<LocalDate> shutdown(String model) {
    return Optional.ofNullable(SHUTDOWN.get(model));
  }

  /** One sentence for every configured model that ends, to be logged at the start. */
  public static List<String> warnings(Stream<String> configured, LocalDate today) {
    return configured
        .distinct()
        .flatMap(model -> shutdown(model).map(day -> warning(model, day, today)).stream())
        .toList();
  }

  private static String warning(String model, LocalDate day, LocalDate today) {
    String instead = day.equals(OLD_TRANSCRIPTION_ENDS)
        ? TRANSCRIPTION
        : model.contains("mini") ? DEFAULT + "-mini" : DEFAULT;
    return model + (today.isBefore(day) ? " ends on " : " has ended on ") + day + "; use "
        + instead;
  }
}
