package dev.frontdesk.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/** Gives the next span of this thread the identity that was derived for it; any other a random one. */
final class DerivedIds implements IdGenerator {
  private record Ids(String trace, String span) {}

  private static final ThreadLocal<@Nullable Ids> NEXT = new ThreadLocal<>();

  void next(String trace, String span) {
    NEXT.set(new Ids(trace, span));
  }

  void none() {
    NEXT.remove();
  }

  @Override
  public String generateSpanId() {
    Ids ids = NEXT.get();
    return ids == null ? IdGenerator.random().generateSpanId() : ids.span();
  }

  @Override
  public String generateTraceId() {
    Ids ids = NEXT.get();
    return ids == null ? IdGenerator.random().generateTraceId() : ids.trace();
  }
}
