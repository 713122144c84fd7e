package dev.frontdesk.session;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.HttpToolStore.Kind;
import dev.frontdesk.store.HttpToolStore.Opened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one request.
 *
 * @param headers values of secret headers by name
 * @param signing null: it is not signed
 */
record ToolSecrets(Map<String, Secret> headers, @Nullable Secret signing) {
  static final ToolSecrets NONE = new ToolSecrets(Map.of(), null);

  private static final int TELLING = 4; // shorter ones would stain what is not secret

  /**
   * Those that were given for {@code origin}.
   *
   * @throws IllegalStateException if the tool needs one that was not
   */
  static ToolSecrets of(HttpTool tool, List<Opened> found, String origin) {
    var headers = new HashMap<String, Secret>();
    Secret signing = null;
    for (Opened each : found) {
      if (each.kept().origin().equals(origin)) {
        if (each.kept().kind() == Kind.SIGNING) {
          signing = each.secret();
        } else if (tool.secretHeaders().contains(each.kept().name())) {
          headers.put(each.kept().name(), each.secret());
        }
      }
    }
    if (!headers.keySet().equals(Set.copyOf(tool.secretHeaders()))
        || (tool.signed() && signing == null)) {
      throw new IllegalStateException("a secret of the tool is not set for where it leads");
    }
    return new ToolSecrets(headers, tool.signed() ? signing : null);
  }

  /** {@code text} without them: a careless server may send back what it got. */
  String hidden(String text) {
    var all = new HashSet<>(headers.values());
    if (signing != null) {
      all.add(signing);
    }
    String hidden = text;
    for (Secret each : all) {
      if (each.reveal().length() >= TELLING) {
        hidden = hidden.replace(each.reveal(), "***");
      }
    }
    return hidden;
  }
}
