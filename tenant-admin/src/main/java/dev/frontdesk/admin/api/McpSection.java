package dev.frontdesk.admin.api;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** MCP servers by label. What authorizes them is no part of it and stays as it is; it is sent only for where it was given for. */
final class McpSection extends Section<List<McpSection.Part>> {
  private final OutwardAllow allow;
  private final List<String> gone = new ArrayList<>();

  McpSection(OutwardAllow allow) {
    super("mcp", false);
    this.allow = allow;
  }

  /** A server without its authorization. */
  record Part(
      String label,
      @Nullable String description,
      @Nullable String url,
      @Nullable String connector,
      List<String> allowedTools) {
    static Part of(McpServer server) {
      return new Part(
          server.label(),
          server.description(),
          server.url(),
          server.connector(),
          server.allowedTools());
    }

    McpServer server(String pointer, OutwardAllow allow) {
      return new McpEdit(description, url, connector, null, allowedTools)
          .server(pointer, label, allow);
    }
  }

  @Override
  Future<@Nullable List<Part>> read(TenantStores stores, Tenant tenant) {
    return stores
        .mcpServers()
        .list()
        .map(all -> inOrder(all.stream().map(Part::of).toList()));
  }

  @Override
  List<Part> settled(Object wanted, Tenant tenant, @Nullable List<Part> before) {
    List<Part> parts = parsedList(wanted, Part.class);
    if (parts.stream().map(Part::label).distinct().count() < parts.size()) {
      throw Fault.invalid("/mcp", "a label stands there twice");
    }
    return inOrder(IntStream.range(0, parts.size())
        .mapToObj(i -> Part.of(parts.get(i).server("/mcp/" + i, allow)))
        .toList());
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable List<Part> before, List<Part> after) {
    var labels = after.stream().map(Part::label).collect(Collectors.toSet());
    if (before != null) {
      before.stream().map(Part::label).filter(each -> !labels.contains(each)).forEach(gone::add);
    }
    Future<?> done = Future.succeededFuture();
    for (Part each : after) {
      done = done.compose(last -> stores.mcpServers().save(each.server("/mcp", allow)));
    }
    return done.mapEmpty();
  }

  /** What the profile names no more can go only now. */
  @Override
  Future<Void> finish(TenantStores stores) {
    Future<?> done = Future.succeededFuture();
    for (String label : gone) {
      done = done.compose(last -> ToolRoutes.inUse(stores, label))
          .compose(free -> stores.mcpServers().delete(label));
    }
    return done.mapEmpty();
  }

  private static List<Part> inOrder(List<Part> parts) {
    return parts.stream().sorted(Comparator.comparing(Part::label)).toList();
  }
}
