package dev.frontdesk.oracles.chart;

import static dev.frontdesk.oracles.chart.Chart.each;
import static dev.frontdesk.oracles.chart.Chart.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator gets for the values that are asked for most. */
class InstallationsTest {
  @Test
  void oneNodeIsOnePodForEverythingWithoutACluster() {
    Chart chart = Chart.of(Chart.ONE_NODE);
    JsonNode node = chart.workloads().findFirst().orElseThrow();
    assertEquals(1, chart.workloads().count());
    assertEquals(1, node.at("/spec/replicas").asInt());
    assertEquals("all", environment(node, "FRONTDESK_ROLES").get("value").asText());
    assertFalse(Chart.scalars(node).contains("FRONTDESK_CLUSTER"));
    assertEquals(
        0, chart.ofKind("PodDisruptionBudget").count(), "one pod could never be moved under one");
  }

  @Test
  void threeNodesFindEachOtherByTheServiceThatNamesThem() {
    Chart chart = Chart.of(Chart.THREE_NODES);
    JsonNode gateway = chart.the("StatefulSet", "desk-frontdesk-gateway");
    assertEquals(3, gateway.at("/spec/replicas").asInt());
    assertEquals(
        "kubernetes:desk-frontdesk-cluster.voice.svc.cluster.local",
        environment(gateway, "FRONTDESK_CLUSTER").get("value").asText());
    assertEquals(
        "status.podIP",
        text(environment(gateway, "FRONTDESK_CLUSTER_HOST"), "/valueFrom/fieldRef/fieldPath"));
    JsonNode service = chart.the("Service", "desk-frontdesk-cluster");
    assertEquals("None", text(service, "/spec/clusterIP"));
    assertTrue(service.at("/spec/publishNotReadyAddresses").asBoolean());
  }

  @Test
  void splitRolesAreSetsOfPodsThatServicesFindByRole() {
    Chart chart = Chart.of(Chart.SPLIT);
    assertEquals(
        Set.of("front", "talk", "back", "admin"),
        chart.workloads().map(InstallationsTest::component).collect(Collectors.toSet()));
    assertEquals(Set.of("front"), behind(chart, "desk-frontdesk-calls"));
    assertEquals(Set.of("admin"), behind(chart, "desk-frontdesk-admin"));
    assertEquals(Set.of("front", "talk", "back", "admin"), behind(chart, "desk-frontdesk-cluster"));
    assertEquals(
        "sessions,transfers",
        environment(chart.the("StatefulSet", "desk-frontdesk-talk"), "FRONTDESK_ROLES")
            .get("value")
            .asText());
  }

  @Test
  void whatPodsWithCallsStillHaveToWriteOutlivesThem() {
    Chart chart = Chart.of(Chart.SPLIT);
    assertEquals(
        Set.of("talk"),
        chart.ofKind("StatefulSet").map(InstallationsTest::component).collect(Collectors.toSet()));
    JsonNode talk = chart.the("StatefulSet", "desk-frontdesk-talk");
    String claim = text(talk, "/spec/volumeClaimTemplates/0/metadata/name");
    assertTrue(each(talk.at("/spec/template/spec/containers/0/volumeMounts"))
        .anyMatch(mount -> claim.equals(text(mount, "/name"))
            && "/var/lib/frontdesk".equals(text(mount, "/mountPath"))));
    assertEquals("Retain", text(talk, "/spec/persistentVolumeClaimRetentionPolicy/whenScaled"));
    assertEquals(0, Chart.of(Chart.IN_THE_FOLDER).ofKind("StatefulSet").count());
  }

  @Test
  void aRolloutIsNeverKeptBackByABudget() {
    Chart chart = Chart.of(Chart.THREE_NODES);
    List<JsonNode> budgets = chart.ofKind("PodDisruptionBudget").toList();
    assertEquals(2, budgets.size());
    for (JsonNode budget : budgets) {
      JsonNode owner = chart
          .workloads()
          .filter(workload -> workload.at("/spec/selector").equals(budget.at("/spec/selector")))
          .findFirst()
          .orElseThrow();
      assertTrue(budget.at("/spec/maxUnavailable").asInt() >= 1);
      assertTrue(
          budget.at("/spec/maxUnavailable").asInt() < owner.at("/spec/replicas").asInt());
    }
  }

  @Test
  void theNetworkPolicyOpensThePortsOfThePodsAndNoOther() {
    Chart chart = Chart.of(Chart.EVERYTHING);
    JsonNode policy = chart.ofKind("NetworkPolicy").findFirst().orElseThrow();
    Set<Integer> open = each(policy.at("/spec/ingress"))
        .flatMap(rule -> each(rule.path("ports")))
        .map(port -> port.get("port").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> ports = chart
        .workloads()
        .flatMap(owner -> each(owner.at("/spec/template/spec/containers/0/ports")))
        .map(port -> port.get("containerPort").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(ports, open);
    JsonNode peers = each(policy.at("/spec/ingress"))
        .filter(rule -> Chart.scalars(rule.path("ports")).contains("5701"))
        .findFirst()
        .orElseThrow();
    assertEquals(List.of("TCP", "5701", "TCP", "15701"), Chart.scalars(peers.get("ports")));
    assertTrue(
        chart
            .workloads()
            .allMatch(owner -> Chart.matches(
                peers.at("/from/0/podSelector/matchLabels"),
                owner.at("/spec/template/metadata/labels"))),
        "the nodes must reach each other");
    assertEquals(
        List.of("5701 15701", "53 53", "5432", "443 8443 465 4318"),
        each(policy.at("/spec/egress"))
            .map(rule -> each(rule.get("ports"))
                .map(port -> text(port, "/port"))
                .collect(Collectors.joining(" ")))
            .toList(),
        "the bus, names, the database; providers, mail and traces");
  }

  @Test
  void whatIsAliveIsNotYetReady() {
    JsonNode node = Chart.of(Chart.THREE_NODES)
        .the("StatefulSet", "desk-frontdesk-gateway")
        .at("/spec/template/spec/containers/0");
    assertEquals(
        List.of("/health/live management", "/health/ready management", "/health/live management"),
        Stream.of("startupProbe", "readinessProbe", "livenessProbe")
            .map(probe -> node.get(probe).get("httpGet"))
            .map(get -> text(get, "/path") + " " + text(get, "/port"))
            .toList());
  }

  @Test
  void podsHaveAnAccountOfTheirOwnThatMayDoNothing() {
    Chart chart = Chart.of(Chart.EVERYTHING);
    JsonNode account = chart.the("ServiceAccount", "voice");
    assertFalse(account.get("automountServiceAccountToken").asBoolean(true));
    assertEquals("role", text(account, "/metadata/annotations/iam"));
    assertTrue(chart
        .workloads()
        .allMatch(owner -> "voice".equals(text(owner, "/spec/template/spec/serviceAccountName"))));
    assertEquals(0, chart.ofKind("Role").count() + chart.ofKind("RoleBinding").count());
  }

  @Test
  void prometheusFindsTheNodesAndIsGivenTheRulesOfTheRunbook() throws IOException {
    Chart chart = Chart.of(Chart.EVERYTHING);
    JsonNode monitor = chart.the("ServiceMonitor", "voice");
    JsonNode service = chart.the("Service", "voice-management");
    JsonNode labels = service.at("/metadata/labels");
    assertTrue(Chart.matches(monitor.at("/spec/selector/matchLabels"), labels));
    assertEquals(text(service, "/spec/ports/0/name"), text(monitor, "/spec/endpoints/0/port"));
    assertEquals("/metrics", text(monitor, "/spec/endpoints/0/path"));
    assertEquals(
        "frontdesk", labels.get(text(monitor, "/spec/jobLabel")).asText(), "the rules ask for it");

    String rules = Files.readString(Path.of("..", "ops", "prometheus", "alerts.yaml"));
    assertEquals(
        Chart.documents(rules).get(0), chart.the("PrometheusRule", "voice").get("spec"));
    assertEquals(rules, Files.readString(Chart.FOLDER.resolve("files").resolve("alerts.yaml")));
  }

  @Test
  void podsProveThemselvesWithTheSecretThatIsNamed() {
    JsonNode gateway = Chart.of("{cluster: {tlsSecret: desk-cluster}}")
        .the("StatefulSet", "desk-frontdesk-gateway");
    String folder = text(environment(gateway, "FRONTDESK_CLUSTER_CERT"), "/value");
    assertEquals("/run/cluster/tls.crt", folder);
    assertTrue(each(gateway.at("/spec/template/spec/containers/0/volumeMounts"))
        .anyMatch(mount -> "/run/cluster".equals(text(mount, "/mountPath"))
            && "cluster-tls".equals(text(mount, "/name"))
            && mount.path("readOnly").asBoolean()));
    assertTrue(each(gateway.at("/spec/template/spec/volumes"))
        .anyMatch(volume -> "cluster-tls".equals(text(volume, "/name"))
            && "desk-cluster".equals(text(volume, "/secret/secretName"))));
    assertEquals("15701", text(environment(gateway, "FRONTDESK_BUS_PORT"), "/value"));
    JsonNode clear = Chart.of("{}").the("StatefulSet", "desk-frontdesk-gateway");
    assertFalse(Chart.scalars(clear).contains("FRONTDESK_CLUSTER_CERT"));
  }

  @Test
  void leavingHandsCallsOverFirstAndIsGivenTheTime() {
    JsonNode pod = Chart.of("{drain: {terminationGracePeriodSeconds: 300}}")
        .the("StatefulSet", "desk-frontdesk-gateway")
        .at("/spec/template/spec");
    assertEquals(300, pod.get("terminationGracePeriodSeconds").asInt());
    assertEquals(
        List.of("frontdesk", "drain"),
        Chart.scalars(pod.at("/containers/0/lifecycle/preStop/exec/command")));
    JsonNode without =
        Chart.of("{drain: {preStop: []}}").the("StatefulSet", "desk-frontdesk-gateway");
    assertFalse(without.at("/spec/template/spec/containers/0").has("lifecycle"));
  }

  @Test
  void itGrowsWithItsLiveCalls() {
    JsonNode scaler = Chart.of(Chart.EVERYTHING).the("HorizontalPodAutoscaler", "voice-gateway");
    assertEquals("StatefulSet", text(scaler, "/spec/scaleTargetRef/kind"));
    assertEquals("frontdesk_calls_live", text(scaler, "/spec/metrics/0/pods/metric/name"));
    assertEquals("200", text(scaler, "/spec/metrics/0/pods/target/averageValue"));
    assertFalse(Chart.of(Chart.EVERYTHING)
        .the("StatefulSet", "voice-gateway")
        .at("/spec")
        .has("replicas"));
    assertEquals(
        0, Chart.of(Chart.THREE_NODES).ofKind("HorizontalPodAutoscaler").count());
  }

  @Test
  void aChangedSettingOrSecretStartsThePodsAnew() {
    assertFalse(annotations("{}").equals(annotations("{config: {OPENAI_VOICE: cedar}}")));
    assertFalse(annotations("{}").equals(annotations("{secrets: {revision: b}}")));
    assertEquals(annotations("{}"), annotations("{networkPolicy: {enabled: false}}"));
  }

  @Test
  void theSchemaIsBroughtUpToDateBeforeAnythingElse() {
    JsonNode job = Chart.of(Chart.THREE_NODES).ofKind("Job").findFirst().orElseThrow();
    assertEquals(
        "pre-install,pre-upgrade",
        job.at("/metadata/annotations").get("was.hook/hook").asText());
    assertEquals("migrate", text(job, "/spec/template/spec/containers/0/args/0"));
    assertFalse(
        job.at("/spec/template/spec").has("serviceAccountName"),
        "nothing of the release is there yet");
    assertFalse(job.at("/spec/template/spec/containers/0").has("envFrom"));
  }

  @Test
  void theIngressLeavesSilentSocketsOpenAndTellsThePublicUrl() {
    Chart chart = Chart.of(Chart.EVERYTHING);
    JsonNode annotations = chart.the("Ingress", "voice-calls").at("/metadata/annotations");
    JsonNode ofAdmins = chart.the("Ingress", "voice-admin").at("/metadata/annotations");
    String silence = "nginx.ingress.kubernetes.io/proxy-%s-timeout";
    assertTrue(
        annotations.get(silence.formatted("read")).asInt() > 3_600, "a call may last an hour");
    assertTrue(annotations.get(silence.formatted("send")).asInt() > 3_600);
    assertTrue(
        ofAdmins.get(silence.formatted("read")).asInt() > 3_600,
        "whoever follows a call hears nothing while nobody speaks");
    assertEquals(
        "https://voice.example.com", text(chart.the("ConfigMap", "voice"), "/data/PUBLIC_URL"));
  }

  private static JsonNode annotations(String values) {
    return Chart.of(values)
        .the("StatefulSet", "desk-frontdesk-gateway")
        .at("/spec/template/metadata/annotations");
  }

  private static String component(JsonNode manifest) {
    return manifest.at("/metadata/labels").get("app.kubernetes.io/component").asText();
  }

  private static Set<String> behind(Chart chart, String service) {
    JsonNode selector = chart.the("Service", service).at("/spec/selector");
    return chart
        .pods()
        .filter(pod -> Chart.matches(selector, pod.at("/metadata/labels")))
        .map(InstallationsTest::component)
        .collect(Collectors.toSet());
  }

  private static JsonNode environment(JsonNode workload, String name) {
    return each(workload.at("/spec/template/spec/containers/0/env"))
        .filter(variable -> name.equals(text(variable, "/name")))
        .findFirst()
        .orElseThrow();
  }
}
