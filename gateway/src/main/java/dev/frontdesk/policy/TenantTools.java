package dev.frontdesk.policy;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ToolSpec;
import java.util.Comparator;
import java.util.List;

/** The HTTP tools of a version, as the model is offered them. */
public final class TenantTools {
  private TenantTools() {}

  /** In a stable order. */
  public static List<ToolSpec> forCall(Profile profile) {
    return profile.httpTools().stream()
        .sorted(Comparator.comparing(HttpTool::name))
        .map(tool -> new ToolSpec(tool.name(), tool.description(), tool.parameters()))
        .toList();
  }
}
