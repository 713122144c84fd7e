package dev.frontdesk.admin.api;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.SpokenLanguage;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a template says of a business without knowing which: <code>{{business.name}}</code> and the like. */
final class Placeholders {
  private static final String NAME = "business.name";
  private static final String ZONE = "business.zone";
  private static final String LOCALE = "business.locale";
  private static final String NUMBERS = "business.numbers";
  private static final Set<String> KNOWN = Set.of(NAME, ZONE, LOCALE, NUMBERS);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, String> values;

  private Placeholders(Map<String, String> values) {
    this.values = values;
  }

  static Placeholders of(Tenant tenant, List<Did> numbers) {
    return new Placeholders(Map.of(
        NAME, tenant.name(),
        ZONE, tenant.zone().getId(),
        LOCALE, tenant.locale(),
        NUMBERS,
            numbers.stream().map(did -> did.number().e164()).collect(Collectors.joining(", "))));
  }

  /** Refuses a template that has a placeholder nothing is known for. */
  static void check(Draft template) {
    check("/prompt", template.prompt());
    check("/greeting", template.greeting());
    check("/closedGreeting", template.closedGreeting());
    check("/holidayGreeting", template.holidayGreeting());
    template.languages().spoken().forEach((tag, each) -> {
      check("/languages/spoken/" + tag + "/greeting", each.greeting());
      check("/languages/spoken/" + tag + "/closedGreeting", each.closedGreeting());
      check("/languages/spoken/" + tag + "/holidayGreeting", each.holidayGreeting());
      check("/languages/spoken/" + tag + "/disclosure", each.disclosure());
    });
    for (int i = 0; i < template.knowledge().size(); i++) {
      check("/knowledge/" + i + "/title", template.knowledge().get(i).title());
      check("/knowledge/" + i + "/body", template.knowledge().get(i).body());
    }
  }

  private static void check(String field, String text) {
    PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group(1).strip())
        .filter(name -> !KNOWN.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw Fault.invalid(field, "there is no placeholder " + brief(name));
        });
  }

  private static String brief(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
  }

  /** The template with what it says of this business; a value is not looked into for further placeholders. */
  Draft filled(Draft template) {
    return new Draft(
        filled(template.prompt()),
        filled(template.greeting()),
        filled(template.closedGreeting()),
        filled(template.holidayGreeting()),
        template.voice(),
        template.tools(),
        template.knowledge().stream()
            .map(article -> new KnowledgeArticle(filled(article.title()), filled(article.body())))
            .toList(),
        filled(template.languages()));
  }

  private ProfileLanguages filled(ProfileLanguages template) {
    Map<String, SpokenLanguage> spoken = new HashMap<>();
    template
        .spoken()
        .forEach((tag, each) -> spoken.put(
            tag,
            new SpokenLanguage(
                filled(each.greeting()),
                filled(each.closedGreeting()),
                filled(each.holidayGreeting()),
                filled(each.disclosure()),
                each.voice())));
    return new ProfileLanguages(template.mirror(), spoken, template.byPrefix());
  }

  private String filled(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(values.getOrDefault(found.group(1).strip(), found.group())));
  }
}
