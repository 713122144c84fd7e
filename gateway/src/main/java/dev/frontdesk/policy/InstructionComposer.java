package dev.frontdesk.policy;

import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the voice model is told: what changes least comes first, so that calls of one tenant share their beginning and the
 * provider's prompt cache (house rules, prompt, knowledge, targets, then the caller, then the time).
 */
public final class InstructionComposer {
  /** Instructions of one session at the provider with the tightest limit (openai.md 5.4). */
  private static final int PROVIDER_TOKENS = 16_384;

  /** Left to the tools and the provider's own words. */
  private static final int RESERVED_TOKENS = 2_384;

  /** Languages with diacritics take about one token for 2.5 characters; English four. */
  static final double CHARACTERS_PER_TOKEN = 2.5;

  static final int STANDARD_BUDGET =
      (int) ((PROVIDER_TOKENS - RESERVED_TOKENS) * CHARACTERS_PER_TOKEN);

  /** House rules, targets and caller at their longest, with room for a prompt. */
  static final int SMALLEST_BUDGET = 12_000;

  private static final int LONGEST_TARGETS = 6_000;

  private final int budget;

  /** @param budget characters of the whole text, at least 12 000 */
  public InstructionComposer(int budget) {
    if (budget < SMALLEST_BUDGET) {
      throw new IllegalArgumentException(
          "instructions need " + SMALLEST_BUDGET + " characters, not " + budget);
    }
    this.budget = budget;
  }

  /** Within what every provider takes: 35 000 characters. */
  public static InstructionComposer standard() {
    return new InstructionComposer(STANDARD_BUDGET);
  }

  /** Everything for one call: {@link #shared}, then {@link #ofCaller}. */
  public Instructions compose(
      TenantSettings tenant,
      Profile profile,
      LanguageChoice language,
      @Nullable Contact contact,
      Caller caller,
      boolean messagesOnly,
      Instant now) {
    Instructions shared = shared(tenant, profile, language, messagesOnly, now);
    return new Instructions(
        shared.text() + ofCaller(tenant, language, contact, caller, now),
        shared.omittedArticles(),
        shared.promptCut());
  }

  /** What calls of one language have in common as long as the tenant's settings stay as they are and the same targets are open. */
  public Instructions shared(
      TenantSettings tenant,
      Profile profile,
      LanguageChoice language,
      boolean messagesOnly,
      Instant now) {
    String house = HouseRules.of(tenant, language, messagesOnly);
    String targets = messagesOnly ? "" : targets(OpenTargets.at(now, tenant.targets()));
    int room = budget - house.length() - targets.length() - CallerBlock.LONGEST;

    String wanted = Quoted.lines(profile.prompt(), room + 1);
    String prompt = section(wanted, room);
    var omitted = new ArrayList<String>();
    int left = room - prompt.length();
    String knowledge = Knowledge.isSearched(profile)
        ? Knowledge.titles(profile.knowledge(), left)
        : Knowledge.whole(profile.knowledge(), left, omitted);
    return new Instructions(
        house + prompt + knowledge + targets, omitted, !prompt.contains(wanted));
  }

  /** What is this call's own: who calls, and the time. */
  public String ofCaller(
      TenantSettings tenant,
      LanguageChoice language,
      @Nullable Contact contact,
      Caller caller,
      Instant now) {
    return CallerBlock.of(tenant, language, contact, caller)
        + CallerBlock.time(tenant.hours(), now);
  }

  private static String section(String text, int room) {
    String heading = "\n# About this business\n";
    return text.isEmpty() ? "" : heading + Quoted.lines(text, room - heading.length() - 1) + "\n";
  }

  private static String targets(List<TransferTarget> open) {
    if (open.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("\n# Who the caller can be transferred to now\n");
    for (TransferTarget target : open) {
      String line = line(target);
      if (text.length() + line.length() > LONGEST_TARGETS) {
        break;
      }
      text.append(line);
    }
    return text.toString();
  }

  private static String line(TransferTarget target) {
    var line = new StringBuilder("- ")
        .append(target.key())
        .append(": ")
        .append(Quoted.line(target.name(), 80));
    if (!target.aliases().isEmpty()) {
      line.append(" (also: ")
          .append(Quoted.line(String.join(", ", target.aliases()), 160))
          .append(')');
    }
    if (!target.description().isBlank()) {
      line.append(". ").append(Quoted.line(target.description(), 240));
    }
    return line.append('\n').toString();
  }
}
