package dev.frontdesk.policy;

import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds whom a caller means, forgivingly: case, accents, polite words and small typos do not matter. The strictest way to
 * understand a name that finds anybody decides; if it finds two who take calls, the caller is asked, never guessed for.
 */
public final class TargetMatcher {
  private static final int LONGEST = 200;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");

  private final List<TransferTarget> targets;
  private final Instant now;

  private TargetMatcher(List<TransferTarget> targets, Instant now) {
    this.targets = targets;
    this.now = now;
  }

  /** @param spoken what the model passed on: a key, a name, or the caller's words */
  public static Match match(List<TransferTarget> targets, String spoken, Instant now) {
    return new TargetMatcher(targets, now).match(spoken);
  }

  private Match match(String spoken) {
    String key = key(spoken.length() > LONGEST ? spoken.substring(0, LONGEST) : spoken);
    SpokenName said = SpokenName.of(spoken);
    List<Supplier<List<TransferTarget>>> ways = List.of(
        () -> all(named(name -> name.words().equals(said.words()))),
        () -> fullest(said),
        () -> all(named(name -> name.covers(said, false))),
        () -> all(named(name -> name.soundsLike(said))),
        () -> all(named(name -> said.covers(name, true))),
        () -> all(named(name -> name.covers(said, true))));

    List<TransferTarget> meant =
        targets.stream().filter(target -> key(target.key()).equals(key)).toList();
    for (int way = 0; meant.isEmpty() && way < ways.size() && !said.isEmpty(); way++) {
      meant = ways.get(way).get();
    }
    return outcome(meant);
  }

  private Match outcome(List<TransferTarget> meant) {
    List<TransferTarget> open = OpenTargets.at(now, meant);
    if (meant.isEmpty()) {
      return new Match.Unknown(OpenTargets.at(now, targets));
    }
    if (open.isEmpty()) {
      return new Match.Closed(meant.get(0));
    }
    return open.size() == 1
        ? new Match.Found(open.get(0), after(open.get(0)))
        : new Match.Ambiguous(open);
  }

  private record Named(TransferTarget target, SpokenName name) {}

  private List<Named> named(Predicate<SpokenName> way) {
    var found = new ArrayList<Named>();
    for (TransferTarget target : targets) {
      for (String each : names(target)) {
        SpokenName name = SpokenName.of(each);
        if (!name.isEmpty() && way.test(name)) {
          found.add(new Named(target, name));
        }
      }
    }
    return found;
  }

  private static List<TransferTarget> all(List<Named> found) {
    return found.stream().map(Named::target).distinct().toList();
  }

  /**
   * Names that occur in what was said. "export sales" names the export sales and not also the sales, so a name within a fuller one
   * is not meant; the fuller one may have typos.
   */
  private List<TransferTarget> fullest(SpokenName said) {
    List<Named> exact = named(name -> said.covers(name, false));
    var found = new ArrayList<>(exact);
    named(name -> said.covers(name, true)).stream()
        .filter(named -> exact.stream().anyMatch(each -> named.name().isFullerThan(each.name())))
        .forEach(found::add);
    return all(found.stream()
        .filter(named -> found.stream().noneMatch(other -> other.name().isFullerThan(named.name())))
        .toList());
  }

  private static String key(String text) {
    return SEPARATORS.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  private static List<String> names(TransferTarget target) {
    var names = new ArrayList<>(target.aliases());
    names.add(target.name());
    return names;
  }

  /** Those it names itself, in its order, then the fallbacks; each once. */
  private List<TransferTarget> after(TransferTarget found) {
    Stream<TransferTarget> named = found.then().stream()
        .flatMap(key -> targets.stream().filter(target -> target.key().equals(key)));
    Stream<TransferTarget> fallbacks =
        targets.stream().filter(target -> target.kind() == TransferTarget.Kind.FALLBACK);
    return Stream.concat(named, fallbacks)
        .filter(target -> !target.key().equals(found.key()) && OpenTargets.isOpen(target, now))
        .distinct()
        .toList();
  }
}
