package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** MCP servers as tools of a session (openai.md 2.2): the provider runs them, nobody is asked to approve. */
final class Servers {
  private Servers() {}

  /** The accept body {@code accept} with them after its other tools. */
  static Buffer in(Buffer accept, List<OpenedServer> servers) {
    var session = new JsonObject(accept);
    JsonArray tools = session.getJsonArray("tools", new JsonArray());
    servers.forEach(each -> tools.add(tool(each)));
    return session.put("tools", tools).toBuffer();
  }

  private static JsonObject tool(OpenedServer opened) {
    McpServer server = opened.server();
    var tool = new JsonObject().put("type", "mcp").put("server_label", server.label());
    if (server.connector() == null) {
      tool.put("server_url", server.url());
    } else {
      tool.put("connector_id", server.connector());
    }
    if (!server.description().isEmpty()) {
      tool.put("server_description", server.description());
    }
    Secret authorization = opened.authorization();
    if (authorization != null) {
      tool.put("authorization", authorization.reveal());
    }
    return tool.put("allowed_tools", new JsonArray(server.allowedTools()))
        .put("require_approval", "never");
  }
}
