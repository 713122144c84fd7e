package dev.frontdesk.launcher.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scrape shows, in the text format of Prometheus. */
final class Exposition {
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  final Map<String, Family> families = new TreeMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  /** Metrics of one name. */
  static final class Family {
    String help = "";
    String type = "";
    final Set<String> labels = new TreeSet<>();
  }

  Exposition(String text) {
    text.lines().forEach(this::read);
  }

  /** Of all samples of this name whose labels contain {@code labels}, the sum. */
  double sum(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(
            sample -> sample.getKey().startsWith(name + "{") || sample.getKey().equals(name))
        .filter(sample -> Set.of(labels).stream().allMatch(sample.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** How many samples of this name have {@code labels}. */
  long count(String name, String... labels) {
    return samples.keySet().stream()
        .filter(sample -> sample.startsWith(name + "{"))
        .filter(sample -> Set.of(labels).stream().allMatch(sample::contains))
        .count();
  }

  /** Every sample with its labels. */
  @Override
  public String toString() {
    return String.join("\n", samples.keySet());
  }

  Set<String> sampleNames() {
    var names = new TreeSet<String>();
    samples.keySet().forEach(sample -> names.add(sample.replaceAll("\\{.*", "")));
    return names;
  }

  private void read(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      of(help.group(1)).help = help.group(2);
    } else if (type.matches()) {
      of(type.group(1)).type = type.group(2);
    } else if (sample.matches()) {
      sample(sample);
    }
  }

  private void sample(Matcher sample) {
    String name = sample.group(1);
    Family family =
        families.containsKey(name) ? of(name) : of(name.replaceFirst("_(bucket|count|sum)$", ""));
    String labels = sample.group(3) == null ? "" : sample.group(3);
    LABEL.matcher(labels).results().forEach(label -> family.labels.add(label.group(1)));
    samples.put(
        labels.isEmpty() ? name : name + "{" + labels + "}", Double.valueOf(sample.group(4)));
  }

  private Family of(String name) {
    return families.computeIfAbsent(name, absent -> new Family());
  }
}
