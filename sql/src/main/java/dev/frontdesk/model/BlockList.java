package dev.frontdesk.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers that are not answered: {@code +421900000001} is one, {@code +4219*} all that begin so. Looked up in a step per digit,
 * however long the list is.
 */
public record BlockList(Set<String> rules) {
  private static final Pattern RULE = Pattern.compile("\\+[1-9]([0-9]{1,14}|[0-9]{0,13}\\*)");
  private static final String REST = "*";

  public static final BlockList NONE = new BlockList(Set.of());

  /** @throws IllegalArgumentException if a rule is neither a number nor the beginning of one */
  public BlockList {
    rules = Set.copyOf(rules);
    rules.forEach(BlockList::checked);
  }

  public static BlockList of(Collection<String> rules) {
    return rules.isEmpty() ? NONE : new BlockList(new HashSet<>(rules));
  }

  /** {@code rule} itself; throws {@link IllegalArgumentException} if it is none. */
  public static String checked(String rule) {
    if (!RULE.matcher(rule).matches()) {
      throw new IllegalArgumentException(
          "neither an E.164 number nor the beginning of one with a star: " + Printable.brief(rule));
    }
    return rule;
  }

  /** Whether {@code rule} is of all numbers that begin like it. */
  public static boolean isOfMany(String rule) {
    return rule.endsWith(REST);
  }

  /** The rule that blocks {@code number}: its own, else that of its longest beginning. */
  public Optional<String> blocking(PhoneNumber number) {
    String whole = number.e164();
    if (rules.contains(whole)) {
      return Optional.of(whole);
    }
    for (int end = whole.length(); end > 1 && !rules.isEmpty(); end--) {
      String rule = whole.substring(0, end) + REST;
      if (rules.contains(rule)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
