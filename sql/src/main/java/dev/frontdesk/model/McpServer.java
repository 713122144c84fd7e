package dev.frontdesk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server, or a connector of the voice provider, whose tools the provider runs itself. What authorizes it is not part of it.
 *
 * @param label by which the model and the settings know it
 * @param description what it is for, for the model; may be blank
 * @param url null: it is a connector
 * @param connector null: it is a server
 * @param allowedTools no others are run; nobody is asked to approve them
 */
public record McpServer(
    String label,
    String description,
    @Nullable String url,
    @Nullable String connector,
    List<String> allowedTools) {
  public McpServer {
    allowedTools = List.copyOf(allowedTools);
    if ((url == null) == (connector == null)) {
      throw new IllegalArgumentException("a server or a connector, one of both");
    }
  }
}
