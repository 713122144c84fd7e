package dev.frontdesk.simulator.call;

import dev.frontdesk.simulator.provider.Sideband;
import dev.frontdesk.simulator.report.Trace.Attachment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One sideband while it lasts: who dialled it, and when something came on it. */
final class Attached {
  private final String bearer;
  private final Instant opened = Instant.now();
  private @Nullable Instant closed;
  private @Nullable Instant firstSent;
  private @Nullable Instant lastSent;

  Attached(Sideband sideband) {
    bearer = sideband.bearer();
  }

  String bearer() {
    return bearer;
  }

  void sent() {
    lastSent = Instant.now();
    if (firstSent == null) {
      firstSent = lastSent;
    }
  }

  void ended() {
    if (closed == null) {
      closed = Instant.now();
    }
  }

  Attachment seen() {
    return new Attachment(bearer, opened, closed, firstSent, lastSent);
  }
}
