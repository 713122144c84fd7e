package dev.frontdesk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call does as soon as its caller speaks of an emergency.
 *
 * @param standardWords whether what people say everywhere counts, such as "call an ambulance"
 * @param words what counts besides
 * @param sentence said at once
 * @param target who the caller is put through to then; null: nobody
 */
public record Emergency(
    boolean standardWords,
    List<String> words,
    String sentence,
    @Nullable TransferTarget target) {
  public Emergency {
    words = List.copyOf(words);
  }
}
