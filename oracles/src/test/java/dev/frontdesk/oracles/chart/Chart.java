package dev.frontdesk.oracles.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart rendered with some values, as release {@code desk} in namespace {@code voice}. */
record Chart(List<JsonNode> manifests) {
  static final Path FOLDER = Path.of("..", "helm", "frontdesk");

  static final String ONE_NODE = """
      workloads:
        gateway: {roles: [all], replicas: 1}
        admin: {enabled: false}
      cluster: {enabled: false}
      """;
  static final String THREE_NODES = "{}";
  static final String SPLIT = """
      workloads:
        gateway: {enabled: false}
        front: {enabled: true, roles: [webhooks, acceptance], replicas: 2, resources: {}}
        talk: {enabled: true, roles: [sessions, transfers], replicas: 3, resources: {}}
        back: {enabled: true, roles: [notifications], replicas: 1, resources: {}}
      """;
  static final String EVERYTHING = """
      fullnameOverride: voice
      image: {digest: "sha256:%s", pullSecrets: [registry]}
      secrets: {revision: "2"}
      config: {OPENAI_MODEL: gpt-realtime-2.1-mini, FRONTDESK_SPOOL_BYTES: 512M, FRONTDESK_SMTP_HOST: smtp.example.com, FRONTDESK_SMTP_PORT: "465", OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318"}
      workloads:
        gateway:
          autoscaling: {enabled: true, callsLive: 200}
          nodeSelector: {pool: calls}
          tolerations: [{key: calls, operator: Exists, effect: NoSchedule}]
          affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a, operator: Exists}]}}]}}
        admin: {autoscaling: {enabled: true, maxReplicas: 4, cpuPercent: 70, callsLive: 0, scaleDownSeconds: 60}}
      cluster: {tlsSecret: voice-cluster}
      spool: {storageClassName: fast}
      service: {type: LoadBalancer, annotations: {a: b}}
      ingress: {enabled: true, host: voice.example.com, tlsSecret: voice-tls, admin: {enabled: true, host: admin.example.com}}
      networkPolicy:
        callsFrom: [{namespaceSelector: {matchLabels: {name: ingress}}}]
        databaseTo: [{ipBlock: {cidr: 10.0.0.5/32}}]
      serviceAccount: {annotations: {iam: role}}
      monitoring: {serviceMonitor: {enabled: true, labels: {release: prometheus}}, prometheusRule: {enabled: true}}
      podAnnotations: {a: b}
      podLabels: {team: voice}
      priorityClassName: calls
      """.formatted("a".repeat(64));
  static final String IN_THE_FOLDER =
      "{spool: {persistent: false}, podDisruptionBudget: {enabled: false}}";

  /** @throws RuntimeException with Helm's message if it refuses the values */
  static Chart of(String values) {
    return new Chart(documents(rendered(values)));
  }

  static String rendered(String values) {
    try {
      Path folder = Files.createTempDirectory("chart");
      try {
        Path file = folder.resolve("given.yaml");
        Files.writeString(file, values);
        return new Helm(withVisibleHooks(folder))
            .template()
            .withName("desk")
            .withNamespace("voice")
            .withKubeVersion("1.33.0")
            .withValuesFile(file)
            .call();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the chart whose hooks are annotated {@code was.hook/…}, since Helm leaves hooks out of what it renders. */
  private static Path withVisibleHooks(Path folder) throws IOException {
    Path copy = folder.resolve("frontdesk");
    try (var files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.writeString(to, Files.readString(file).replace("helm.sh/hook", "was.hook/hook"));
        }
      }
    }
    return copy;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static List<JsonNode> documents(String yaml) {
    try (var documents =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml.getBytes(UTF_8))) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> ofKind(String kind) {
    return manifests.stream().filter(manifest -> kind.equals(text(manifest, "/kind")));
  }

  JsonNode the(String kind, String name) {
    return ofKind(kind)
        .filter(manifest -> name.equals(text(manifest, "/metadata/name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  /** Those that serve, without the job. */
  Stream<JsonNode> workloads() {
    return Stream.concat(ofKind("StatefulSet"), ofKind("Deployment"));
  }

  /** Templates of all pods there are, the job's too. */
  Stream<JsonNode> pods() {
    return Stream.concat(workloads(), ofKind("Job")).map(owner -> owner.at("/spec/template"));
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(list.iterator(), 0), false);
  }

  static String text(JsonNode node, String pointer) {
    return node.at(pointer).asText();
  }

  /** Every scalar below, with where it stands. */
  static List<String> scalars(JsonNode node) {
    var found = new ArrayList<String>();
    if (node.isContainerNode()) {
      each(node).forEach(child -> found.addAll(scalars(child)));
    } else {
      found.add(node.asText());
    }
    return found;
  }

  /** Whether a selector's labels are all among these. */
  static boolean matches(JsonNode selector, JsonNode labels) {
    return selector.properties().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }
}
