package dev.frontdesk.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The notes of a call's journal that are counted. */
enum Note {
  /** The sideband dropped. */
  DETACHED,
  /** It was dialled again and the call went on. */
  RESUMED,
  TAKEN_OVER,
  /** What was said in between may be missing. */
  GAP,
  PROVIDER_ERROR,
  /** The model did not speak when it should have. */
  STALL,
  SILENCE,
  BARGE_IN;

  private static final Map<String, Note> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Word::of, Function.identity()));

  /** Null: not counted. */
  static @Nullable Note of(String code) {
    return BY_CODE.get(code);
  }
}
