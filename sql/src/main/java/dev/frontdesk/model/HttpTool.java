package dev.frontdesk.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a tenant's own system that its receptionist may make during a call. Secrets are not part of it.
 *
 * @param description when to use it, for the model
 * @param url where to, with <code>{argument}</code> in path or query
 * @param parameters JSON Schema of the arguments, in the order it was written
 * @param answer JSON Schema of what comes back; null: anything
 * @param headers sent as they stand
 * @param secretHeaders names of the headers whose values are secret
 * @param signed whether requests carry Standard Webhooks signatures
 * @param timeout from the first try to the last byte, 100 ms to 20 s
 * @param idempotent asked twice is as good as asked once: it may be repeated
 * @param filler said while it is slow; blank: nothing
 */
public record HttpTool(
    String name,
    String description,
    Method method,
    String url,
    Map<String, Object> parameters,
    @Nullable Map<String, Object> answer,
    Map<String, String> headers,
    List<String> secretHeaders,
    boolean signed,
    Duration timeout,
    boolean idempotent,
    String filler) {
  /** Those with a body send the arguments that the address does not name in it, the others in the query. */
  public enum Method {
    GET(false),
    POST(true),
    PUT(true),
    PATCH(true),
    DELETE(false);

    private final boolean hasBody;

    Method(boolean hasBody) {
      this.hasBody = hasBody;
    }

    public boolean hasBody() {
      return hasBody;
    }
  }

  public HttpTool {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    secretHeaders = List.copyOf(secretHeaders);
  }
}
