package dev.frontdesk.admin.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The contract as the API serves it, for tests that are made of it. */
record Contract(List<Op> operations) {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  static Contract read(TestApi api) {
    JsonObject paths = api.get("/v1/openapi.json", "").json().getJsonObject("paths");
    return new Contract(paths.fieldNames().stream()
        .flatMap(path -> Stream.of("get", "post", "put", "delete")
            .filter(method -> paths.getJsonObject(path).containsKey(method))
            .map(method -> new Op(path, method, paths.getJsonObject(path).getJsonObject(method))))
        .toList());
  }

  /** One operation. */
  record Op(String template, String method, JsonObject spec) {
    String id() {
      return spec.getString("operationId");
    }

    JsonArray roles() {
      return spec.getJsonArray("x-frontdesk-roles");
    }

    boolean may(Role role) {
      return roles().contains(role.word());
    }

    boolean open() {
      return roles().contains("anyone");
    }

    /** Does something to a call, rather than to what is kept here: nothing is created, and it is in the audit when asked and when done. */
    boolean isCommand() {
      return method.equals("post") && spec.getJsonArray("tags").contains("live calls");
    }

    /** Asks by a body and changes nothing. */
    boolean isRead() {
      return method.equals("get") || spec.getBoolean("x-frontdesk-read", false);
    }

    boolean ofTenant() {
      return template.contains("{tenant}");
    }

    boolean ownerless() {
      return !template.contains("{tenant}") && !template.contains("{agency}");
    }

    /** Whether the path leads to something. */
    boolean hasPlace() {
      return PARAMETER.matcher(template).find();
    }

    /** Whether the path leads to something inside its owner. */
    boolean hasInner() {
      return PARAMETER.matcher(template).results().count() > 1;
    }

    /** Whether the answer has no end. */
    boolean isStream() {
      return spec.getJsonObject("responses").encode().contains("text/event-stream");
    }

    /** Whether what is not there is made. */
    boolean isUpsert() {
      return spec.getBoolean("x-frontdesk-upsert", false);
    }

    /** A body that fits, with names of its own; empty: none is wanted. */
    String body(House house) {
      return Optional.ofNullable(spec.getJsonObject("requestBody"))
          .map(body -> body.getJsonObject("content").getJsonObject("application/json"))
          .map(content -> Optional.ofNullable(content.getJsonObject("example"))
              .orElseThrow(() -> new AssertionError(id() + " has no example of its body")))
          .map(example -> example
              .encode()
              .replace("North", house.mark + " new")
              .replace("+15550100001", house.freshNumber))
          .orElse("");
    }

    String path(House owner, House inner) {
      boolean ofTenant = ofTenant();
      String asked =
          spec.encode().contains("#/components/parameters/words") ? "?words=" + inner.mark : "";
      return PARAMETER.matcher(template).replaceAll(found -> {
            String name = found.group(1);
            boolean isOwner = name.equals("tenant") || name.equals("agency");
            var ids = (isOwner ? owner : inner).ids;
            String id = !ofTenant && ids.containsKey("agency." + name)
                ? ids.get("agency." + name)
                : ids.get(name);
            if (id == null) {
              throw new AssertionError(id() + ": the house has no " + name);
            }
            return Matcher.quoteReplacement(URLEncoder.encode(id, StandardCharsets.UTF_8));
          })
          + asked;
    }
  }
}
