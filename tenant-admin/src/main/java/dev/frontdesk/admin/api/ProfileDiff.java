package dev.frontdesk.admin.api;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.store.ProfileVersion;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one version of a profile differs from another.
 *
 * @param from version before; null: there was none
 * @param prompt unified diff, line by line; empty: the same
 */
record ProfileDiff(
    @Nullable Integer from,
    int to,
    List<Changed> changes,
    List<String> prompt,
    Articles knowledge) {
  private static final int CONTEXT = 3;

  /** Comparing takes time with the square of the lines that differ; longer texts are shown as replaced. */
  private static final int MOST_LINES = 2_000;

  /** What is compared in its own way, or differs between any two versions. */
  private static final List<String> ELSEWHERE =
      List.of("version", "state", "prompt", "knowledge", "createdAt", "publishedAt");

  /**
   * One setting.
   *
   * @param field JSON pointer into the profile
   * @param before null: it was not set
   * @param after null: it is not set any more
   */
  record Changed(
      String field, @Nullable Object before, @Nullable Object after) {}

  /** Titles that came and went, and articles that say something else. */
  record Articles(List<String> added, List<String> removed, List<Changed> changed) {}

  static ProfileDiff of(@Nullable ProfileVersion before, ProfileVersion after) {
    Integer from = before == null ? null : before.profile().version();
    int to = after.profile().version();
    return new ProfileDiff(
        from,
        to,
        changes(fields(before), fields(after)),
        unified(
            from == null ? "nothing" : "version " + from,
            before == null ? "" : before.profile().prompt(),
            "version " + to,
            after.profile().prompt()),
        articles(
            before == null ? List.of() : before.profile().knowledge(),
            after.profile().knowledge()));
  }

  private static Map<String, Object> fields(@Nullable ProfileVersion version) {
    var fields = new LinkedHashMap<String, Object>();
    if (version != null) {
      var shown = new JsonObject(Wire.json(ProfileRoutes.Shown.of(version)));
      ELSEWHERE.forEach(shown::remove);
      flatten("", shown, fields);
    }
    return fields;
  }

  private static void flatten(String path, JsonObject object, Map<String, Object> into) {
    for (Map.Entry<String, Object> entry : object) {
      String field = path + "/" + entry.getKey();
      if (entry.getValue() instanceof JsonObject inner) {
        flatten(field, inner, into);
      } else if (entry.getValue() instanceof io.vertx.core.json.JsonArray list) {
        into.put(field, list.getList());
      } else {
        into.put(field, entry.getValue());
      }
    }
  }

  private static List<Changed> changes(Map<String, Object> before, Map<String, Object> after) {
    var fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    var changes = new ArrayList<Changed>();
    for (String field : fields) {
      if (!Objects.equals(before.get(field), after.get(field))) {
        changes.add(new Changed(field, before.get(field), after.get(field)));
      }
    }
    return changes;
  }

  private static List<String> unified(String from, String before, String to, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
    List<String> now = after.isEmpty() ? List.of() : after.lines().toList();
    if (Math.max(old.size(), now.size()) > MOST_LINES) {
      return replaced(from, old, to, now);
    }
    return UnifiedDiffUtils.generateUnifiedDiff(from, to, old, DiffUtils.diff(old, now), CONTEXT);
  }

  private static List<String> replaced(String from, List<String> old, String to, List<String> now) {
    var lines = new ArrayList<>(List.of("--- " + from, "+++ " + to));
    lines.add("@@ -1,%d +1,%d @@".formatted(old.size(), now.size()));
    old.forEach(line -> lines.add("-" + line));
    now.forEach(line -> lines.add("+" + line));
    return lines;
  }

  private static Articles articles(List<KnowledgeArticle> before, List<KnowledgeArticle> after) {
    Map<String, String> old = bodies(before);
    Map<String, String> now = bodies(after);
    var added = new ArrayList<>(now.keySet());
    added.removeAll(old.keySet());
    var removed = new ArrayList<>(old.keySet());
    removed.removeAll(now.keySet());
    var changed = new ArrayList<Changed>();
    old.forEach((title, body) -> {
      String later = now.get(title);
      if (later != null && !later.equals(body)) {
        changed.add(new Changed(title, body, later));
      }
    });
    return new Articles(added, removed, changed);
  }

  /** Articles of one title count as one. */
  private static Map<String, String> bodies(List<KnowledgeArticle> articles) {
    var bodies = new LinkedHashMap<String, String>();
    articles.forEach(article ->
        bodies.merge(article.title(), article.body(), (one, more) -> one + "\n\n" + more));
    return bodies;
  }
}
