package dev.frontdesk.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.httptool.ToolSchema;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.outward.OutwardAnswer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an HTTP tool was answered, as the model hears it: JSON or text only, in a length that fits a conversation. */
final class ToolAnswer {
  static final int LONGEST = 8_000;

  private final HttpTool tool;
  private final ToolSecrets secrets;

  ToolAnswer(HttpTool tool, ToolSecrets secrets) {
    this.tool = tool;
    this.secrets = secrets;
  }

  ToolResult read(OutwardAnswer answer) {
    int status = answer.status();
    if (status / 100 == 3) {
      return ToolResult.failed(
          "The system sent us elsewhere (" + status + "), where we do not follow");
    }
    if (status >= 500) {
      return tool.idempotent()
          ? ToolResult.failed("The system is in trouble (" + status + ")")
          : ToolResult.notConfirmed("the system is in trouble (" + status + ")");
    }
    boolean isJson =
        answer.contentType().equals("application/json") || answer.contentType().endsWith("+json");
    boolean isText = answer.contentType().startsWith("text/") || answer.body().length() == 0;
    if (!isJson && !isText) {
      return unreadable("answered with neither JSON nor text");
    }
    String text = secrets.hidden(answer.body().toString(UTF_8));
    return isJson ? json(status, text) : told(status, text, text);
  }

  private ToolResult json(int status, String text) {
    Object value;
    try {
      value = Json.decodeValue(text);
    } catch (DecodeException e) {
      return unreadable("answered with broken JSON");
    }
    return told(status, value, text);
  }

  private ToolResult told(int status, @Nullable Object value, String text) {
    if (status / 100 == 2) {
      Optional<String> complaint = tool.answer() == null || value == null
          ? Optional.empty()
          : ToolSchema.of(tool.answer()).complaint(value);
      if (complaint.isPresent()) {
        return unreadable("answered something unexpected");
      }
    }
    var output = new JsonObject().put("status", status / 100 == 2 ? "ok" : "failed");
    if (status / 100 != 2) {
      output.put("code", status);
    }
    if (text.length() > LONGEST) {
      output
          .put("answer", text.substring(0, LONGEST))
          .put("note", "The answer was longer and is cut here.");
    } else {
      output.put("answer", value);
    }
    return new ToolResult(output.encode(), true);
  }

  /** It got there: what it did we cannot read. */
  private ToolResult unreadable(String how) {
    return tool.idempotent()
        ? ToolResult.failed("The system " + how)
        : ToolResult.notConfirmed("the system " + how);
  }
}
