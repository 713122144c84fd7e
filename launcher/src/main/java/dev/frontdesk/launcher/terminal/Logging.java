package dev.frontdesk.launcher.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.frontdesk.launcher.settings.Logs;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the log to the standard error, so that the standard output stays what the command prints. */
public final class Logging {
  /** What libraries say about themselves is nobody's business unless one asks for all. */
  private static final Map<String, Level> LIBRARIES = Map.of(
      "com.hazelcast", Level.ERROR,
      "io.netty", Level.WARN,
      // That a call's socket went without goodbye is how calls end.
      "io.vertx.core.http.impl", Level.ERROR,
      "io.vertx", Level.WARN,
      "org.flywaydb", Level.ERROR,
      "org.postgresql", Level.WARN);

  private Logging() {}

  public static void configure(Logs logs) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName("stderr");
    console.setTarget("System.err");
    console.setEncoder(encoder(context, logs));
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    root.setLevel(Level.valueOf(logs.level().name()));
    if (logs.level().compareTo(Logs.Level.DEBUG) < 0) {
      LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    }
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, Logs logs) {
    if (logs.form() == Logs.Form.JSON) {
      return JsonLines.encoder(context);
    }
    var text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp%n%rEx{12}");
    text.start();
    return text;
  }
}
