package dev.frontdesk.launcher.terminal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.LoggingEventThreadNameJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/** The log as one JSON object a line, for a collector. */
final class JsonLines {
  private static final int DEEPEST = 30; // frames of each cause
  private static final int LONGEST = 8_192; // characters of a whole stack trace

  private JsonLines() {}

  static Encoder<ILoggingEvent> encoder(Context context) {
    var time = new LoggingEventFormattedTimestampJsonProvider();
    time.setFieldName("time");
    time.setTimeZone("UTC");
    var logger = new LoggerNameJsonProvider();
    logger.setFieldName("logger");
    var thread = new LoggingEventThreadNameJsonProvider();
    thread.setFieldName("thread");
    var providers = new LoggingEventJsonProviders();
    providers.addTimestamp(time);
    providers.addLogLevel(new LogLevelJsonProvider());
    providers.addLoggerName(logger);
    providers.addThreadName(thread);
    providers.addMessage(new MessageJsonProvider());
    providers.addProvider(new LogKeys());
    providers.addStackTrace(stackTrace());
    var encoder = new LoggingEventCompositeJsonEncoder();
    encoder.setContext(context);
    encoder.setProviders(providers);
    encoder.start();
    return encoder;
  }

  private static StackTraceJsonProvider stackTrace() {
    var shortened = new ShortenedThrowableConverter();
    shortened.setMaxDepthPerThrowable(DEEPEST);
    shortened.setMaxLength(LONGEST);
    shortened.setRootCauseFirst(true);
    shortened.start();
    var provider = new StackTraceJsonProvider();
    provider.setFieldName("stack_trace");
    provider.setThrowableConverter(shortened);
    return provider;
  }
}
