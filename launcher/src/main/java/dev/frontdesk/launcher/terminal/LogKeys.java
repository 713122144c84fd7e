package dev.frontdesk.launcher.terminal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/** The keys of a line as fields of their own, with what is known of its call: whose it is, and its trace. */
final class LogKeys extends AbstractJsonProvider<ILoggingEvent> {
  private static final String CALL = "call";

  /** Written by others; a key of the same name would be a second field. */
  private static final Set<String> TAKEN =
      Set.of("time", "level", "logger", "thread", "message", "stack_trace");

  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) {
    Map<String, Object> fields = fields(event);
    fields.forEach((name, value) -> {
      if (value instanceof Number || value instanceof Boolean) {
        json.writePOJOProperty(name, value);
      } else {
        // As it prints itself: a Secret prints as stars, its fields would tell it.
        json.writeStringProperty(name, String.valueOf(value));
      }
    });
  }

  private static Map<String, Object> fields(ILoggingEvent event) {
    LogFacts facts = LogFacts.current();
    var fields = new LinkedHashMap<String, Object>();
    if (!facts.node().isEmpty()) {
      fields.put("node", facts.node());
    }
    @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        if (!TAKEN.contains(pair.key)) {
          fields.put(pair.key, pair.value);
        }
      }
    }
    Object call = fields.get(CALL);
    if (call != null) {
      facts.owners().apply(call.toString()).forEach(fields::putIfAbsent);
      if (facts.isTraced()) {
        fields.putIfAbsent("trace_id", call.toString().replace("-", ""));
      }
    }
    return fields;
  }
}
