package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Secret;
import java.net.URI;
import java.util.Map;

/**
 * Where traces are sent.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP; spans go to {@code /v1/traces} below it
 * @param headers sent with them, often a key
 * @param share of the calls that are traced, 0 to 1
 * @param service whose traces they are called
 */
public record Tracing(URI endpoint, Map<String, Secret> headers, double share, String service) {
  public Tracing {
    headers = Map.copyOf(headers);
  }
}
