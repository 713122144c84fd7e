package dev.frontdesk.admin.api;

import dev.frontdesk.httptool.ToolAddress;
import dev.frontdesk.httptool.ToolRefused;
import dev.frontdesk.httptool.ToolSchema;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.policy.BuiltInTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP tool as sent.
 *
 * @param method in capitals, as HTTP has it
 * @param answer null or empty: anything
 * @param secretHeaders value by name; null: as it was
 * @param signingSecret absent: as it was
 * @param idempotent absent: a GET is, others are not
 */
record ToolEdit(
    String description,
    String method,
    String url,
    Map<String, Object> parameters,
    @Nullable Map<String, Object> answer,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, @Nullable String> secretHeaders,
    @Nullable String signingSecret,
    @Nullable Integer timeoutMs,
    @Nullable Boolean idempotent,
    @Nullable String fillerPhrase) {
  private static final int TIMEOUT_MS = 5_000;

  /** Ours to set, or the connection's. */
  private static final Set<String> RESERVED = Set.of(
      "host",
      "connection",
      "content-length",
      "content-type",
      "transfer-encoding",
      "te",
      "upgrade",
      "trailer",
      "expect",
      "accept",
      "user-agent",
      "idempotency-key",
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature");

  Map<String, @Nullable String> secrets() {
    return secretHeaders == null ? Map.of() : secretHeaders;
  }

  /** @return scheme, host and port of the address */
  String check(String name, OutwardAllow allow) {
    if (BuiltInTools.NAMES.contains(name)) {
      throw Fault.invalid("tool", "is the name of a built-in tool");
    }
    checkHeaders();
    at("/parameters", () -> ToolSchema.ofArguments(parameters));
    Map<String, Object> expected = answer;
    if (expected != null) {
      at("/answer", () -> ToolSchema.of(expected));
    }
    try {
      return ToolAddress.checked(url, parameters, allow).origin(allow);
    } catch (ToolRefused refused) {
      throw Fault.invalid(refused.where(), refused.why());
    }
  }

  HttpTool tool(String name, boolean signed) {
    return new HttpTool(
        name,
        description,
        HttpTool.Method.valueOf(method),
        url,
        parameters,
        answer == null || answer.isEmpty() ? null : answer,
        headers == null ? Map.of() : headers,
        secrets().keySet().stream().sorted().toList(),
        signed,
        Duration.ofMillis(timeoutMs == null ? TIMEOUT_MS : timeoutMs),
        idempotent == null ? method.equals("GET") : idempotent,
        fillerPhrase == null ? "" : fillerPhrase);
  }

  private void checkHeaders() {
    var names = new ArrayList<String>(secrets().keySet());
    names.addAll(headers == null ? List.of() : headers.keySet());
    var seen = new HashSet<String>();
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (RESERVED.contains(lower)) {
        throw Fault.invalid("/headers", name + " is set by us");
      }
      if (!seen.add(lower)) {
        throw Fault.invalid("/headers", name + " is there twice");
      }
    }
  }

  private static void at(String field, Runnable check) {
    try {
      check.run();
    } catch (ToolRefused refused) {
      throw Fault.invalid(field + refused.where(), refused.why());
    }
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "ToolEdit[" + method + "]";
  }
}
