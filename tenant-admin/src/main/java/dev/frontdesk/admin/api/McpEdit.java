package dev.frontdesk.admin.api;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.policy.BuiltInTools;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server as sent.
 *
 * @param authorization absent: as it was
 */
record McpEdit(
    @Nullable String description,
    @Nullable String url,
    @Nullable String connector,
    @Nullable String authorization,
    List<String> allowedTools) {
  /** @param pointer of the edit in the document */
  McpServer server(String pointer, String label, OutwardAllow allow) {
    if (BuiltInTools.NAMES.contains(label)) {
      throw Fault.invalid("server", "is the name of a built-in tool");
    }
    if ((url == null) == (connector == null)) {
      throw Fault.invalid(pointer + "/url", "must be given, or a connector, one of both");
    }
    if (url != null) {
      try {
        OutwardUrl.of(url, allow);
      } catch (OutwardFailure failure) {
        throw Fault.invalid(pointer + "/url", String.valueOf(failure.getMessage()));
      }
    }
    return new McpServer(
        label,
        description == null ? "" : description,
        url,
        connector,
        allowedTools.stream().sorted().toList());
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "McpEdit";
  }
}
