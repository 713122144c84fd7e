package dev.frontdesk.httptool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a tool, with <code>{argument}</code> in path or query. */
public final class ToolAddress {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_-]{1,64})}");
  private static final Pattern HEAD =
      Pattern.compile("https?://[^/?#{}]+(?=[/?]|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

  private final String template;

  private ToolAddress(String template) {
    this.template = template;
  }

  /**
   * The address of a tool that is saved.
   *
   * @throws ToolRefused with {@code /url}: it may not be sent there, or names what is no argument
   */
  public static ToolAddress checked(
      String template, Map<String, Object> parameters, OutwardAllow allow) {
    var address = new ToolAddress(template);
    var head = HEAD.matcher(template);
    if (!head.lookingAt()) {
      throw new ToolRefused("/url", "must begin with https:// and a host without places in it");
    }
    Set<?> known =
        parameters.get("properties") instanceof Map<?, ?> named ? named.keySet() : Set.of();
    for (String place : address.places()) {
      if (!known.contains(place)) {
        throw new ToolRefused("/url", "has a place for {" + place + "}, which is no argument");
      }
    }
    address.url(PLACE.matcher(template).replaceAll("x"), allow);
    return address;
  }

  public static ToolAddress of(HttpTool tool) {
    return new ToolAddress(tool.url());
  }

  /** Arguments that it names. */
  public Set<String> places() {
    var names = new LinkedHashSet<String>();
    PLACE.matcher(template).results().forEach(place -> names.add(place.group(1)));
    return names;
  }

  /** Scheme, host and port, whatever the arguments. */
  public String origin(OutwardAllow allow) {
    return url(PLACE.matcher(template).replaceAll("x"), allow).origin();
  }

  /**
   * The address for these arguments, percent-encoded; those it does not name go into the query unless they are sent in the body.
   *
   * @throws ToolRefused if it may not be sent there, or an argument would lead to another path
   */
  public OutwardUrl with(JsonObject arguments, boolean restInBody, OutwardAllow allow) {
    String filled =
        PLACE.matcher(template).replaceAll(place -> encoded(arguments.getValue(place.group(1))));
    var query = new StringBuilder();
    if (!restInBody) {
      Set<String> named = places();
      arguments.forEach(each -> {
        if (!named.contains(each.getKey()) && each.getValue() != null) {
          query
              .append('&')
              .append(encoded(each.getKey()))
              .append('=')
              .append(encoded(each.getValue()));
        }
      });
    }
    if (query.length() > 0) {
      filled += (filled.indexOf('?') < 0 ? "?" : "&") + query.substring(1);
    }
    return url(filled, allow);
  }

  private OutwardUrl url(String text, OutwardAllow allow) {
    try {
      return OutwardUrl.of(text, allow);
    } catch (OutwardFailure refused) {
      throw new ToolRefused("/url", String.valueOf(refused.getMessage()));
    }
  }

  private static String encoded(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (DOTS.matcher(text).matches()) {
      throw new ToolRefused("", "an argument that stands in the address must not be dots only");
    }
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
