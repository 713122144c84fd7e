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
  private static final String LABEL = "server_label";

  private Servers() {}

  /** The accept body {@code accept} with them after its other tools. */
  static Buffer in(Buffer accept, List<OpenedServer> servers) {
    var session = new JsonObject(accept);
    JsonArray tools = tools(session);
    servers.forEach(each -> tools.add(tool(each)));
    return session.put("tools", tools).toBuffer();
  }

  /** The first frame of a session that names them after its other tools, and tells nothing more of them. */
  static String named(String frame, List<OpenedServer> servers) {
    var whole = new JsonObject(frame);
    JsonObject session = whole.getJsonObject("session", new JsonObject());
    JsonArray tools = tools(session);
    servers.forEach(each -> tools.add(name(each.server())));
    session.put("tools", tools);
    return whole.encode();
  }

  /** Whether a tool is the name of a server. */
  static boolean isName(JsonObject tool) {
    return "mcp".equals(tool.getValue("type")) && tool.getValue(LABEL) instanceof String;
  }

  /** Such a frame with them in place of all names. */
  static String filled(String frame, List<OpenedServer> servers) {
    var whole = new JsonObject(frame);
    JsonObject session = whole.getJsonObject("session", new JsonObject());
    var tools = new JsonArray();
    for (Object each : tools(session)) {
      if (!(each instanceof JsonObject known && isName(known))) {
        tools.add(each);
      }
    }
    servers.forEach(each -> tools.add(tool(each)));
    session.put("tools", tools);
    return whole.encode();
  }

  private static JsonArray tools(JsonObject session) {
    return session.getJsonArray("tools", new JsonArray());
  }

  private static JsonObject name(McpServer server) {
    return new JsonObject().put("type", "mcp").put(LABEL, server.label());
  }

  private static JsonObject tool(OpenedServer opened) {
    McpServer server = opened.server();
    JsonObject tool = name(server);
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
