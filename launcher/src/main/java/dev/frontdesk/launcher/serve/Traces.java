package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.settings.Tracing;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.trace.CallTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;

/** Sends the spans of this node to a collector, in batches, beside the event loops; what it does not take in time is dropped. */
final class Traces {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 8_192;

  private Traces() {}

  static CallTraces open(Tracing tracing, NodeId node) {
    var exporter = OtlpHttpSpanExporter.builder()
        .setEndpoint(tracing.endpoint() + "/v1/traces")
        .setTimeout(LONGEST)
        .setConnectTimeout(LONGEST)
        .setCompression("gzip");
    tracing.headers().forEach((name, value) -> exporter.addHeader(name, value.reveal()));
    var batches = BatchSpanProcessor.builder(exporter.build())
        .setScheduleDelay(EVERY)
        .setExporterTimeout(LONGEST)
        .setMaxQueueSize(MOST_WAITING)
        .build();
    return new CallTraces(batches, resource(tracing, node), tracing.share());
  }

  private static Resource resource(Tracing tracing, NodeId node) {
    return Resource.create(Attributes.of(
        AttributeKey.stringKey("service.name"),
        tracing.service(),
        AttributeKey.stringKey("service.instance.id"),
        node.value()));
  }
}
