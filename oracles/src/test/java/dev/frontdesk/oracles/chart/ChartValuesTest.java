package dev.frontdesk.oracles.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values there are, that each says what it is for, and that any other is refused. */
class ChartValuesTest {
  private static final Pattern KEY = Pattern.compile(" *([A-Za-z_]+):.*");

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {colour: red}                                                    | colour
      {image: {pullPolicy: Sometimes}}                                 | pullPolicy
      {config: {FRONTDESK_LOGS: json}}                                 | FRONTDESK_LOGS
      {config: {OPENAI_API_KEY: sk-1}}                                 | OPENAI_API_KEY
      {config: {PORT: "80"}}                                           | PORT
      {secrets: {keys: {DATABASE_URL: ""}}}                            | DATABASE_URL
      {secrets: {keys: {FRONTDESK_API_KEY: a}}}                        | FRONTDESK_API_KEY
      {workloads: {gateway: {roles: [webhook]}}}                       | roles
      {workloads: {gateway: {replicas: 0}}}                            | replicas
      {workloads: {admin: {enabled: false}}}                           | no workload has the role admin
      {workloads: {gateway: {autoscaling: {enabled: true, maxReplicas: 2}}}} | workloads.gateway.autoscaling.maxReplicas must be at least its replicas
      {workloads: {gateway: {autoscaling: {enabled: true, cpuPercent: 0}}}}  | workloads.gateway.autoscaling needs cpuPercent or callsLive
      {cluster: {enabled: false}}                                      | cluster.enabled must be true for more than one pod
      {ingress: {enabled: true}}                                       | ingress.host must be set with ingress.enabled
      {ingress: {admin: {enabled: true}}}                              | ingress.admin.host must be set with ingress.admin.enabled
      {serviceAccount: {create: false}}                                | serviceAccount.name must name one that exists
      {networkPolicy: {databasePort: 70000}}                           | databasePort
      {podDisruptionBudget: {maxUnavailable: 0}}                       | maxUnavailable
      {cluster: {tlsSecret: "-"}}                                      | tlsSecret
      {drain: {terminationGracePeriodSeconds: 120}}                    | must be more than config.FRONTDESK_DRAIN_WAIT, which is 2m
      {config: {FRONTDESK_DRAIN_WAIT: 150s}}                           | must be more than config.FRONTDESK_DRAIN_WAIT, which is 150s
      {spool: {size: much}}                                            | size
      """)
  void aWrongValueIsRefusedByName(String values, String named) {
    String message = String.valueOf(
        assertThrows(RuntimeException.class, () -> Chart.rendered(values)).getMessage());
    assertTrue(message.contains(named), message);
  }

  @Test
  void theSchemaKnowsEveryValueThereIsAndTheOtherWayRound() throws IOException {
    JsonNode schema = schema();
    JsonNode values = Chart.documents(values()).get(0);
    assertEquals(List.of(), missing(schema, values, ""));
  }

  @Test
  void configTakesEverySettingThatIsNeitherSecretNorTheChartsOwn() throws IOException {
    var own = new HashSet<>(Set.of("FRONTDESK_CONFIG", "FRONTDESK_JVM"));
    own.addAll(KnownSettings.SECRET);
    own.addAll(KnownSettings.OF_COMMANDS);
    own.addAll(Set.of("HOST", "PORT", "ADMIN_PORT", "MANAGEMENT_PORT"));
    own.addAll(
        Set.of("FRONTDESK_DATA", "FRONTDESK_ROLES", "FRONTDESK_CLUSTER", "FRONTDESK_CLUSTER_HOST"));
    own.addAll(Set.of("FRONTDESK_BUS_PORT", "FRONTDESK_CLUSTER_CERT"));
    own.addAll(Set.of("FRONTDESK_CLUSTER_KEY", "FRONTDESK_CLUSTER_CA"));
    Set<String> expected = new TreeSet<>(KnownSettings.all());
    expected.removeAll(own);
    var known = new TreeSet<String>();
    schema().at("/properties/config/properties").fieldNames().forEachRemaining(known::add);
    assertEquals(expected, known);
  }

  @Test
  void everyValueSaysWhatItIsFor() throws IOException {
    var explained = new HashSet<String>();
    var silent = new ArrayList<String>();
    List<String> lines = values().lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      var key = KEY.matcher(lines.get(i));
      if (!key.matches() || lines.get(i).strip().startsWith("#") || lines.get(i).endsWith(":")) {
        continue;
      }
      if (lines.get(i - 1).strip().startsWith("#")) {
        explained.add(key.group(1));
      } else if (!explained.contains(key.group(1))
          && !"cpu".equals(key.group(1))
          && !"memory".equals(key.group(1))
          && !"cidr".equals(key.group(1))) {
        silent.add(key.group(1));
      }
    }
    assertEquals(List.of(), silent);
  }

  /** Values without a schema are refused by Helm already; this is schemas without a value. */
  private static List<String> missing(JsonNode schema, JsonNode value, String path) {
    var found = new ArrayList<String>();
    if (!schema.path("additionalProperties").isBoolean()) {
      return found;
    }
    schema.path("properties").properties().forEach(property -> {
      String name = path + "/" + property.getKey();
      if ("/global".equals(name) || name.startsWith("/config/")) {
        return; // Helm's own; and settings, which have their defaults in the program
      }
      if (value.has(property.getKey())) {
        found.addAll(missing(property.getValue(), value.get(property.getKey()), name));
      } else if (!name.contains("/resources/")) {
        found.add(name);
      }
    });
    return found;
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper()
        .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
  }

  private static String values() throws IOException {
    return Files.readString(Chart.FOLDER.resolve("values.yaml"));
  }
}
