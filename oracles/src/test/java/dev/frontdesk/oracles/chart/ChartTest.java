package dev.frontdesk.oracles.chart;

import static dev.frontdesk.oracles.chart.Chart.each;
import static dev.frontdesk.oracles.chart.Chart.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds of the chart whatever its values. */
class ChartTest {
  static final List<String> INSTALLATIONS = List.of(
      Chart.ONE_NODE, Chart.THREE_NODES, Chart.SPLIT, Chart.EVERYTHING, Chart.IN_THE_FOLDER);

  @Test
  void helmFindsNothingToSay() {
    var found = new Helm(Chart.FOLDER).lint().strict().call();
    assertFalse(found.isFailed(), found.getMessages().toString());
  }

  @ParameterizedTest
  @FieldSource("INSTALLATIONS")
  void everyManifestIsOneThatKubernetesTakes(String values) {
    Chart chart = Chart.of(values);
    assertEquals(
        List.of(),
        chart.manifests().stream()
            .flatMap(manifest -> Kubernetes.faults(manifest).stream())
            .toList());
    List<String> names = chart.manifests().stream()
        .map(manifest -> text(manifest, "/kind") + " " + text(manifest, "/metadata/name"))
        .toList();
    assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
  }

  @ParameterizedTest
  @FieldSource("INSTALLATIONS")
  void everySettingIsOneThatTheProgramKnowsAndSecretsAreReferences(String values)
      throws IOException {
    Chart chart = Chart.of(values);
    var given = new TreeSet<String>();
    environment(chart).forEach(variable -> {
      String name = text(variable, "/name");
      given.add(name);
      assertEquals(
          KnownSettings.SECRET.contains(name), variable.at("/valueFrom").has("secretKeyRef"), name);
    });
    chart
        .ofKind("ConfigMap")
        .forEach(map -> map.get("data").fieldNames().forEachRemaining(name -> {
          assertFalse(KnownSettings.SECRET.contains(name), name);
          given.add(name);
        }));
    assertTrue(given.containsAll(KnownSettings.SECRET), given.toString());
    given.removeAll(KnownSettings.all());
    assertEquals(Set.of(), given);
    assertEquals(0, chart.ofKind("Secret").count());
  }

  @ParameterizedTest
  @FieldSource("INSTALLATIONS")
  void kubernetesAddsNoVariablesThatWouldStopTheStart(String values) {
    Chart.of(values)
        .pods()
        .forEach(pod -> assertTrue(
            pod.at("/spec/enableServiceLinks").isBoolean()
                && !pod.at("/spec/enableServiceLinks").asBoolean(),
            pod.toString()));
  }

  @ParameterizedTest
  @FieldSource("INSTALLATIONS")
  void everySelectorFindsPodsAndEachPortIsOpen(String values) {
    Chart chart = Chart.of(values);
    for (JsonNode service : chart.ofKind("Service").toList()) {
      List<JsonNode> pods = chart
          .pods()
          .filter(pod -> Chart.matches(service.at("/spec/selector"), pod.at("/metadata/labels")))
          .toList();
      assertFalse(pods.isEmpty(), service.toString());
      for (JsonNode pod : pods) {
        assertTrue(
            portNames(pod).containsAll(targets(service)), service + " leads nowhere at " + pod);
      }
    }
    for (JsonNode owner : chart.workloads().toList()) {
      JsonNode selector = owner.at("/spec/selector/matchLabels");
      assertTrue(Chart.matches(selector, owner.at("/spec/template/metadata/labels")));
      assertEquals(
          1,
          chart
              .pods()
              .filter(pod -> Chart.matches(selector, pod.at("/metadata/labels")))
              .count(),
          "a workload must not take the pods of another");
    }
  }

  @ParameterizedTest
  @FieldSource("INSTALLATIONS")
  void everyPodIsPlain(String values) {
    for (JsonNode pod : Chart.of(values).pods().toList()) {
      assertTrue(pod.at("/spec/securityContext/runAsNonRoot").asBoolean());
      assertEquals("RuntimeDefault", text(pod, "/spec/securityContext/seccompProfile/type"));
      assertFalse(pod.at("/spec/automountServiceAccountToken").asBoolean(true));
      each(pod.at("/spec/containers")).forEach(container -> {
        JsonNode security = container.get("securityContext");
        assertTrue(security.get("readOnlyRootFilesystem").asBoolean());
        assertFalse(security.get("allowPrivilegeEscalation").asBoolean());
        assertEquals("ALL", text(security, "/capabilities/drop/0"));
      });
    }
  }

  private static Stream<JsonNode> environment(Chart chart) {
    return chart
        .pods()
        .flatMap(pod -> each(pod.at("/spec/containers")))
        .flatMap(container -> each(container.get("env")));
  }

  private static Set<String> portNames(JsonNode pod) {
    return each(pod.at("/spec/containers/0/ports"))
        .map(port -> text(port, "/name"))
        .collect(Collectors.toSet());
  }

  private static Set<String> targets(JsonNode service) {
    return each(service.at("/spec/ports"))
        .map(port -> text(port, "/targetPort"))
        .collect(Collectors.toSet());
  }
}
