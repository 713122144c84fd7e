package dev.frontdesk.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.audio.FieldScan.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The scanner says what the whole parser says, or nothing at all; and it reads all that is usual. */
class FieldScanProperties {
  private static final String[] PATHS = {"event", "media.payload", "media.timestamp", "mark.name"};
  private final FieldScan scan = new FieldScan("", PATHS);

  @Property(tries = 3_000)
  void agreesWithTheParserWhateverTheOrderAndTheSpace(
      @ForAll("frames") String frame, @ForAll @IntRange(max = 400) int cut, @ForAll byte put) {
    agrees(frame.getBytes(UTF_8));
    byte[] damaged = frame.getBytes(UTF_8);
    damaged[cut % damaged.length] = put;
    agrees(damaged);
    agrees(frame.substring(0, cut % frame.length()).getBytes(UTF_8));
  }

  @Property(tries = 1_000)
  void readsEveryFrameThatIsPlain(@ForAll("plain") String frame) {
    byte[] bytes = frame.getBytes(US_ASCII);
    assertEquals(Verdict.READ, scan.scan(bytes, bytes.length), frame);
  }

  @Example
  void stopsAtAnotherTypeThanTheAwaitedOne() {
    var deltas = new FieldScan("response.output_audio.delta", "type", "delta");
    byte[] other = "{\"type\":\"response.done\",\"response\":{\"x\":\"\\n\"".getBytes(US_ASCII);
    byte[] late =
        "{\"delta\":\"AAAA\", \"type\":\"response.output_audio.delta\"}".getBytes(US_ASCII);
    assertEquals(Verdict.OTHER, deltas.scan(other, other.length));
    assertEquals(Verdict.READ, deltas.scan(late, late.length));
    assertEquals("AAAA", deltas.string(1));
  }

  @Example
  void leavesWhatIsUnusualToTheParser() {
    for (String frame : List.of(
        "{\"event\":\"me\\u0064ia\"}",
        "{\"event\":\"media\",\"event\":\"mark\"}",
        "{\"media\":{\"payload\":\"AA\"},\"media\":{}}",
        "{\"event\":\"ž\"}",
        "{\"media\":\"x\"}",
        "[]",
        "",
        "{\"event\":\"media\"}{")) {
      byte[] bytes = frame.getBytes(UTF_8);
      assertEquals(Verdict.UNUSUAL, scan.scan(bytes, bytes.length), frame);
    }
  }

  @Example
  void readsWholeNumbersWithAndWithoutQuotes() {
    byte[] bytes = "{\"media\":{\"timestamp\":\"1520\"},\"mark\":{\"name\":7}}".getBytes(US_ASCII);
    assertEquals(Verdict.READ, scan.scan(bytes, bytes.length));
    assertEquals(1_520, scan.number(2));
    assertEquals(7, scan.number(3));
    assertEquals(-1, scan.number(1));
  }

  private void agrees(byte[] bytes) {
    if (scan.scan(bytes, bytes.length) != Verdict.READ) {
      return;
    }
    JsonObject parsed;
    try {
      parsed = new JsonObject(Buffer.buffer(bytes));
    } catch (DecodeException e) {
      throw new AssertionError("read what is no JSON: " + new String(bytes, UTF_8), e);
    }
    for (int i = 0; i < PATHS.length; i++) {
      Object value = at(parsed, PATHS[i]);
      assertEquals(value != null, scan.has(i), new String(bytes, UTF_8));
      if (value instanceof String text) {
        assertTrue(scan.isText(i));
        assertEquals(text, scan.string(i));
      } else if (value != null) {
        assertNotEquals(true, scan.isText(i));
        assertEquals(((Number) value).doubleValue(), Double.parseDouble(scan.string(i)));
      }
    }
  }

  private static @Nullable Object at(JsonObject object, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return object.getValue(path);
    }
    JsonObject inner = object.getJsonObject(path.substring(0, dot));
    return inner == null ? null : inner.getValue(path.substring(dot + 1));
  }

  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> values = Arbitraries.of("\"AAAA/+==\"", "\"\"", "7", "\"1520\"");
    Arbitrary<String> others =
        Arbitraries.of("true", "null", "-1.5e3", "[1,{\"a\":[]}]", "{\"b\":\"c\"}", "\"x\"");
    Arbitrary<String> space = Arbitraries.of("", " ", "\n\t");
    return values
        .list()
        .ofSize(4)
        .flatMap(value -> others.flatMap(other -> space.flatMap(gap -> {
          var fields = new ArrayList<>(List.of(
              "\"event\":" + gap + value.get(0),
              "\"media\"" + gap + ":{" + gap + "\"other\":" + other + ",\"payload\":" + value.get(1)
                  + gap + ",\"timestamp\":" + value.get(2) + "}",
              "\"mark\":{\"name\":" + value.get(3) + "}",
              "\"more\":" + other));
          return Arbitraries.shuffle(fields)
              .map(each -> gap + "{" + gap + String.join(gap + "," + gap, each) + gap + "}" + gap);
        })));
  }

  @Provide
  Arbitrary<String> frames() {
    Arbitrary<String> names = Arbitraries.of("event", "media", "mark", "payload", "name", "x");
    Arbitrary<Object> leaves = Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(8).map(each -> each),
        Arbitraries.strings().alpha().ofMaxLength(8).map(each -> each),
        Arbitraries.integers().map(each -> each),
        Arbitraries.doubles().map(each -> each),
        Arbitraries.of(true, false));
    Arbitrary<Map<String, Object>> inner = Arbitraries.maps(
            Arbitraries.of("payload", "timestamp", "name", "y"), leaves)
        .ofMaxSize(4);
    Arbitrary<Object> values = Arbitraries.oneOf(
        leaves,
        inner.map(JsonObject::new),
        leaves.list().ofMaxSize(3).map(io.vertx.core.json.JsonArray::new));
    return Arbitraries.oneOf(
        Arbitraries.maps(names, values).ofMaxSize(6).map(each -> new JsonObject(each).encode()),
        Arbitraries.maps(names, values)
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(each -> new JsonObject(each).encodePrettily()),
        plain());
  }
}
