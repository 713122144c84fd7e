package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * An MCP server as a call uses it.
 *
 * @param authorization an access token; null: it wants none
 */
public record OpenedServer(McpServer server, @Nullable Secret authorization) {}
