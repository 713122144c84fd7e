package dev.frontdesk.policy;

import dev.frontdesk.model.CallStory;
import dev.frontdesk.model.CallStory.Message;
import dev.frontdesk.model.CallStory.Said;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** By which words calls can be found again. Pure. */
public final class SummaryTags {
  /** What a call may be about; only a model can tell. */
  public static final List<String> TOPICS =
      List.of("question", "booking", "order", "complaint", "callback", "wrong-number", "spam");

  private static final Set<String> REACHED = Set.of("confirmed", "handed-over");
  private static final Set<String> NOT_REACHED = Set.of("refused", "unknown", "silent");

  private SummaryTags() {}

  /** What certainly happened, in a stable order. */
  static List<String> facts(CallStory story) {
    var tags = new ArrayList<String>();
    add(tags, "emergency", story.emergency());
    add(tags, "refused", story.outcome().equals("refused"));
    add(tags, "missed", missed(story));
    add(tags, "message-taken", !story.messages().isEmpty());
    add(tags, "urgent", story.messages().stream().anyMatch(Message::urgent));
    add(tags, "transferred", reached(story));
    add(tags, "transfer-failed", failed(story));
    add(tags, "silent-caller", story.answered() && story.said().stream().noneMatch(Said::caller));
    add(tags, "known-caller", story.known());
    return tags;
  }

  /** Those of the tenant's own tags all of whose words the caller said; capitals and diacritics aside. */
  static List<String> spoken(CallStory story, List<String> own) {
    Set<String> words = new HashSet<>();
    story.said().stream()
        .filter(Said::caller)
        .forEach(
            said -> words.addAll(Arrays.asList(folded(said.text()).split("[^\\p{L}\\p{N}]+"))));
    return own.stream()
        .filter(tag -> words.containsAll(Arrays.asList(tag.split("-"))))
        .toList();
  }

  static boolean missed(CallStory story) {
    return !story.answered() && !story.outcome().equals("refused");
  }

  /** Nobody was reached, although somebody was tried. */
  static boolean failed(CallStory story) {
    return !reached(story)
        && story.transfers().stream().anyMatch(each -> NOT_REACHED.contains(each.outcome()));
  }

  private static boolean reached(CallStory story) {
    return story.transfers().stream().anyMatch(each -> REACHED.contains(each.outcome()));
  }

  private static void add(List<String> tags, String tag, boolean holds) {
    if (holds) {
      tags.add(tag);
    }
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }
}
