package dev.frontdesk.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that anybody logs, at every level, as text. */
final class LogCapture extends AppenderBase<ILoggingEvent> {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  static LogCapture begun() {
    var capture = new LogCapture();
    capture.setContext(capture.root.getLoggerContext());
    capture.start();
    capture.root.addAppender(capture);
    capture.root.setLevel(Level.TRACE);
    return capture;
  }

  String text() {
    return String.join("\n", lines);
  }

  /** The end of it; answers all that there was. */
  String stopped() {
    root.setLevel(before);
    root.detachAppender(this);
    stop();
    return text();
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add("%s %s %s %s"
        .formatted(
            event.getLoggerName(),
            event.getFormattedMessage(),
            event.getKeyValuePairs(),
            event.getThrowableProxy() == null
                ? ""
                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
  }
}
