package dev.frontdesk.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Moments and spans as ISO 8601 text, exact to the nanosecond. */
final class TimeModule extends SimpleModule {
  TimeModule() {
    super("time");
    asText(Instant.class, Instant::parse);
    asText(Duration.class, Duration::parse);
    asText(LocalDate.class, LocalDate::parse);
    asText(LocalTime.class, LocalTime::parse);
    addSerializer(ZoneId.class, new Writer<>(ZoneId.class));
    addDeserializer(ZoneId.class, new Reader<>(ZoneId.class, ZoneId::of));
  }

  private <T> void asText(Class<T> type, Function<String, T> parse) {
    addSerializer(type, new Writer<>(type));
    addDeserializer(type, new Reader<>(type, parse));
  }

  private static final class Writer<T> extends StdScalarSerializer<T> {
    Writer(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  private static final class Reader<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parse;

    Reader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return parse.apply(json.getText());
    }
  }
}
