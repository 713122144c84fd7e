package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether calls are traced, by the standard names of OpenTelemetry. */
final class TracingReader {
  private static final String SAMPLERS =
      "must be always_on, always_off or traceidratio, or one of them after parentbased_";

  private final Values values;

  TracingReader(Values values) {
    this.values = values;
  }

  Optional<Tracing> read() {
    String sampler = values.required(Setting.OTEL_SAMPLER, SAMPLERS, TracingReader::sampler);
    double ratio = values.optionalDecimal(Setting.OTEL_SAMPLER_ARG, 0, 1).orElse(1.0);
    Map<String, Secret> headers = values
        .optional(
            Setting.OTEL_HEADERS,
            "must be name=value, several separated by commas, values percent-encoded",
            TracingReader::headers)
        .orElse(Map.of());
    String service = values.required(
        Setting.OTEL_SERVICE, "must be a name of at most 100 characters", TracingReader::service);
    double share = switch (sampler) {
      case "always_off" -> 0;
      case "traceidratio" -> ratio;
      default -> 1;
    };
    return values
        .optional(
            Setting.OTEL_ENDPOINT,
            "must be a URL that begins with http:// or https://",
            TracingReader::endpoint)
        .map(endpoint -> new Tracing(endpoint, headers, share, service));
  }

  /** A call has no parent outside, so what would be inherited from one is not. */
  private static String sampler(String text) {
    String own = text.startsWith("parentbased_") ? text.substring("parentbased_".length()) : text;
    return switch (own) {
      case "always_on", "always_off", "traceidratio" -> own;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String service(String text) {
    if (text.length() > 100) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static URI endpoint(String text) {
    URI url = URI.create(text.replaceAll("/+$", ""));
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static Map<String, Secret> headers(String text) {
    var headers = new HashMap<String, Secret>();
    for (String each : text.split(",", -1)) {
      int is = each.indexOf('=');
      String name = each.substring(0, Math.max(0, is)).strip();
      if (!name.matches("[A-Za-z0-9-]{1,64}")) {
        throw new IllegalArgumentException();
      }
      headers.put(
          name,
          Secret.of(URLDecoder.decode(each.substring(is + 1).strip(), StandardCharsets.UTF_8)));
    }
    return headers;
  }
}
