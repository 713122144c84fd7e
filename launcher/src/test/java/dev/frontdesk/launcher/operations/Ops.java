package dev.frontdesk.launcher.operations;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files for operators: dashboards and alert rules. */
final class Ops {
  static final Path RUNBOOK = Path.of("..", "docs", "runbook");
  private static final Path DASHBOARDS = Path.of("..", "ops", "grafana");
  private static final Path RULES = Path.of("..", "ops", "prometheus", "alerts.yaml");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:frontdesk|jvm|process|system|vertx)_[a-z0-9_]+");

  private Ops() {}

  /** One rule. */
  record Alert(
      String name, String expression, Map<String, String> labels, Map<String, String> notes) {}

  static List<Alert> alerts() {
    var alerts = new ArrayList<Alert>();
    for (JsonObject group : objects(yaml().getJsonArray("groups"))) {
      for (JsonObject rule : objects(group.getJsonArray("rules"))) {
        alerts.add(new Alert(
            rule.getString("alert"),
            rule.getString("expr"),
            strings(rule.getJsonObject("labels")),
            strings(rule.getJsonObject("annotations"))));
      }
    }
    return alerts;
  }

  /** Dashboards by {@code uid}. */
  static Map<String, JsonObject> dashboards() {
    var dashboards = new TreeMap<String, JsonObject>();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      files
          .map(Ops::read)
          .map(JsonObject::new)
          .forEach(each -> dashboards.put(each.getString("uid"), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dashboards;
  }

  static Set<String> panels(JsonObject dashboard) {
    var titles = new TreeSet<String>();
    objects(dashboard.getJsonArray("panels"))
        .forEach(panel -> titles.add(panel.getString("title")));
    return titles;
  }

  /** What a panel asks for; nothing if it is not there. */
  static List<String> targets(JsonObject dashboard, String panel) {
    return objects(dashboard.getJsonArray("panels")).stream()
        .filter(each -> panel.equals(each.getString("title")))
        .flatMap(each -> objects(each.getJsonArray("targets")).stream())
        .map(target -> target.getString("expr"))
        .toList();
  }

  /** What dashboards and alerts ask for. */
  static List<String> expressions() {
    var expressions = new ArrayList<String>();
    alerts().forEach(alert -> expressions.add(alert.expression()));
    for (JsonObject dashboard : dashboards().values()) {
      for (JsonObject panel : objects(dashboard.getJsonArray("panels"))) {
        objects(panel.getJsonArray("targets"))
            .forEach(target -> expressions.add(target.getString("expr")));
      }
    }
    return expressions;
  }

  /** Names of metrics in an expression; what stands in quotes is a label's value. */
  static Set<String> metrics(String expression) {
    var names = new TreeSet<String>();
    METRIC
        .matcher(expression.replaceAll("\"[^\"]*\"", ""))
        .results()
        .forEach(found -> names.add(found.group()));
    return names;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject yaml() {
    try {
      return new JsonObject(new ObjectMapper(new YAMLFactory())
          .readValue(read(RULES), new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static Map<String, String> strings(JsonObject object) {
    var strings = new TreeMap<String, String>();
    object.forEach(entry -> strings.put(entry.getKey(), String.valueOf(entry.getValue())));
    return strings;
  }
}
