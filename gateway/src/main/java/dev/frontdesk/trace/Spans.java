package dev.frontdesk.trace;

import dev.frontdesk.model.CallId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;

/** Makes spans that have happened, in the trace of their call. */
final class Spans {
  private final Tracer tracer;
  private final DerivedIds ids;

  Spans(Tracer tracer, DerivedIds ids) {
    this.tracer = tracer;
    this.ids = ids;
  }

  /** The call itself, of which all others are parts; made where it ends. */
  void whole(CallId call, Instant from, Instant to, Attributes attributes, boolean trouble) {
    ids.next(TraceIds.trace(call), TraceIds.root(call));
    try {
      Span span = tracer
          .spanBuilder("call")
          .setNoParent()
          .setSpanKind(SpanKind.SERVER)
          .setAllAttributes(attributes)
          .setStartTimestamp(from)
          .startSpan();
      if (trouble) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end(to);
    } finally {
      ids.none();
    }
  }

  void part(CallId call, String name, Instant from, Instant to, Attributes attributes) {
    span(call, name, SpanKind.INTERNAL, from, to, attributes);
  }

  /** With the identity that the tool was told in {@code traceparent}. */
  void tool(CallId call, String toolCall, Instant from, Instant to, Attributes attributes) {
    ids.next(TraceIds.trace(call), TraceIds.span(call, toolCall));
    try {
      span(call, "tool", SpanKind.CLIENT, from, to, attributes);
    } finally {
      ids.none();
    }
  }

  private void span(
      CallId call, String name, SpanKind kind, Instant from, Instant to, Attributes attributes) {
    var whole = SpanContext.createFromRemoteParent(
        TraceIds.trace(call),
        TraceIds.root(call),
        TraceFlags.getSampled(),
        TraceState.getDefault());
    tracer
        .spanBuilder(name)
        .setParent(Context.root().with(Span.wrap(whole)))
        .setSpanKind(kind)
        .setAllAttributes(attributes)
        .setStartTimestamp(from)
        .startSpan()
        .end(to);
  }
}
