package dev.frontdesk.oracles.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the types of Kubernetes' own client make of a manifest. */
final class Kubernetes {
  /** Types of the Prometheus operator: nobody here knows their fields. */
  private static final Set<String> CUSTOM =
      Set.of("monitoring.coreos.com/v1 ServiceMonitor", "monitoring.coreos.com/v1 PrometheusRule");

  private static final Map<String, Type> TYPES = Map.of(
      "apps/v1 Deployment", new Type(V1Deployment::validateJsonElement, V1Deployment.class),
      "apps/v1 StatefulSet", new Type(V1StatefulSet::validateJsonElement, V1StatefulSet.class),
      "batch/v1 Job", new Type(V1Job::validateJsonElement, V1Job.class),
      "v1 Service", new Type(V1Service::validateJsonElement, V1Service.class),
      "v1 ServiceAccount", new Type(V1ServiceAccount::validateJsonElement, V1ServiceAccount.class),
      "v1 ConfigMap", new Type(V1ConfigMap::validateJsonElement, V1ConfigMap.class),
      "policy/v1 PodDisruptionBudget",
          new Type(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class),
      "autoscaling/v2 HorizontalPodAutoscaler",
          new Type(V2HorizontalPodAutoscaler::validateJsonElement, V2HorizontalPodAutoscaler.class),
      "networking.k8s.io/v1 NetworkPolicy",
          new Type(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class),
      "networking.k8s.io/v1 Ingress", new Type(V1Ingress::validateJsonElement, V1Ingress.class));

  private record Type(Check check, Class<?> typed) {}

  /** Unknown fields, and missing ones. */
  private interface Check {
    void validate(JsonElement manifest) throws Exception;
  }

  private Kubernetes() {}

  /** What is wrong with a manifest; empty: nothing. Unknown kinds are wrong. */
  static List<String> faults(JsonNode manifest) {
    String kind =
        manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    if (CUSTOM.contains(kind)) {
      return List.of();
    }
    Type type = TYPES.get(kind);
    if (type == null) {
      return List.of(kind + " is unknown");
    }
    try {
      type.check().validate(JsonParser.parseString(manifest.toString()));
      Object typed = JSON.getGson().fromJson(manifest.toString(), type.typed());
      return typed == null ? List.of(kind + " is nothing") : List.of();
    } catch (Exception e) {
      return List.of(kind + ": " + e.getMessage());
    }
  }
}
