package dev.frontdesk.call;

import java.time.Instant;

/** A tool request whose answer the model awaits. */
public record PendingTool(ToolCall call, Instant since) {}
