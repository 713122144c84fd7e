package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dated price table {@code prices.csv} (openai.md 6.1, 6.3): what a usage record costs, in micro-dollars. */
public final class Prices {
  private static final int COLUMNS = 11;

  /**
   * Tokens and time of one response or transcription. Cached tokens are counted within the input tokens as well.
   *
   * @param seconds of transcribed audio; 0 if tokens are counted
   */
  public record Amount(
      int textIn,
      int textCachedIn,
      int audioIn,
      int audioCachedIn,
      int imageIn,
      int imageCachedIn,
      int textOut,
      int audioOut,
      double seconds) {}

  /**
   * @param micros micro-dollars, rounded up; 0 if there is no price
   * @param priced false: the model is not in the table at that day
   */
  public record Cost(long micros, boolean priced) {}

  /** Dollars per million tokens, which is micro-dollars per token; per second of audio in micro-dollars. */
  private record Row(LocalDate from, List<Double> prices) {}

  private final Map<String, List<Row>> rows;

  private Prices(Map<String, List<Row>> rows) {
    this.rows = rows;
  }

  /** The table that comes with the program. */
  public static Prices shipped() {
    var stream =
        Objects.requireNonNull(Prices.class.getResourceAsStream("prices.csv"), "prices.csv");
    try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      return of(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param lines of the table; blank ones and those that begin with {@code #} are ignored */
  static Prices of(List<String> lines) {
    var rows = new HashMap<String, List<Row>>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
          throw new IllegalArgumentException("a price line has " + COLUMNS + " cells: " + line);
        }
        rows.computeIfAbsent(cells[0].strip(), model -> new ArrayList<>()).add(row(cells));
      }
    }
    return new Prices(rows);
  }

  private static Row row(String[] cells) {
    var prices = new ArrayList<Double>();
    for (int i = 2; i < COLUMNS; i++) {
      String cell = cells[i].strip();
      prices.add(cell.isEmpty() ? 0 : Double.parseDouble(cell));
    }
    return new Row(LocalDate.parse(cells[1].strip()), prices);
  }

  public Cost cost(String model, Amount used, LocalDate day) {
    Row row = valid(model, day);
    if (row == null) {
      return new Cost(0, false);
    }
    List<Double> p = row.prices;
    double micros = (used.textIn - used.textCachedIn) * p.get(0)
        + used.textCachedIn * p.get(1)
        + used.textOut * p.get(2)
        + (used.audioIn - used.audioCachedIn) * p.get(3)
        + used.audioCachedIn * p.get(4)
        + used.audioOut * p.get(5)
        + (used.imageIn - used.imageCachedIn) * p.get(6)
        + used.imageCachedIn * p.get(7)
        + seconds(used, p) * p.get(8);
    // the epsilon undoes what binary fractions add to a whole number
    return new Cost(Math.max(0, (long) Math.ceil(micros - 1e-6)), true);
  }

  /** A model priced by time may still count tokens: one per 100 ms of the caller's audio (openai.md 6.2). */
  private static double seconds(Amount used, List<Double> prices) {
    return prices.get(8) > 0 && used.seconds == 0 ? used.audioIn / 10.0 : used.seconds;
  }

  private @Nullable Row valid(String model, LocalDate day) {
    Row latest = null;
    for (Row row : rows.getOrDefault(model, List.of())) {
      boolean begun = !row.from.isAfter(day);
      if (begun && (latest == null || row.from.isAfter(latest.from))) {
        latest = row;
      }
    }
    return latest;
  }
}
