package dev.frontdesk.policy;

import dev.frontdesk.model.TenantSettings;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Says that an AI answers: in every language, in every greeting that does not say so itself. */
public final class Disclosure {
  private static final Map<String, String> STANDARD = Map.ofEntries(
      Map.entry("en", "You are speaking with an AI assistant."),
      Map.entry("de", "Sie sprechen mit einer künstlichen Intelligenz."),
      Map.entry("sk", "Hovoríte s umelou inteligenciou."),
      Map.entry("cs", "Mluvíte s umělou inteligencí."),
      Map.entry("pl", "Rozmawia Pan lub Pani ze sztuczną inteligencją."),
      Map.entry("hu", "Ön egy mesterséges intelligenciával beszél."),
      Map.entry("fr", "Vous parlez avec une intelligence artificielle."),
      Map.entry("es", "Le atiende una inteligencia artificial."),
      Map.entry("pt", "Está a falar com uma inteligência artificial."),
      Map.entry("it", "Sta parlando con un'intelligenza artificiale."),
      Map.entry("nl", "U spreekt met een AI-assistent."),
      Map.entry("uk", "Ви розмовляєте зі штучним інтелектом."),
      Map.entry("ro", "Vorbiți cu o inteligență artificială."),
      Map.entry("sl", "Govorite z umetno inteligenco."),
      Map.entry("hr", "Razgovarate s umjetnom inteligencijom."),
      Map.entry("bg", "Говорите с изкуствен интелект."),
      Map.entry("sv", "Du talar med en AI-assistent."),
      Map.entry("da", "Du taler med en AI-assistent."),
      Map.entry("nb", "Du snakker med en AI-assistent."),
      Map.entry("no", "Du snakker med en AI-assistent."),
      Map.entry("fi", "Puhut tekoälyavustajan kanssa."),
      Map.entry("el", "Μιλάτε με τεχνητή νοημοσύνη."),
      Map.entry("tr", "Bir yapay zekâ asistanıyla konuşuyorsunuz."));

  /** In capitals as its own word in some language, or its name without the endings. */
  private static final Pattern SAID = Pattern.compile(
      "\\b(AI|A\\.I\\.|KI|IA|UI|ШІ)\\b"
          + "|(?iu)artificial intelligence|künstliche[nr]? intelligenz|umel(á|ou|ej) inteligenc|uměl(á|ou|é) inteligenc"
          + "|sztuczn(a|ą|ej) inteligencj|intelligence artificielle|inteligencia artificial|inteligência artificial"
          + "|intelligenza artificiale|mesterséges intelligenci|штучн(ий|им) інтелект|virtual assistant|digital assistant");

  /** Ends of a sentence after which another may begin. */
  private static final Set<Character> ENDS = Set.of('.', '!', '?');

  private Disclosure() {}

  /** What is said; blank: the language has no standard sentence, and the model finds its own words. */
  static String sentence(TenantSettings tenant, LanguageChoice choice) {
    String spoken = choice.spoken() == null ? "" : choice.spoken().disclosure();
    if (!spoken.isBlank()) {
      return spoken.strip();
    }
    String own = tenant.desk().disclosure().strip();
    boolean isOwnLanguage =
        Languages.primary(choice.language()).equals(Languages.primary(tenant.locale()));
    String standard = STANDARD.getOrDefault(Languages.primary(choice.language()), "");
    return !own.isEmpty() && (isOwnLanguage || standard.isEmpty()) ? own : standard;
  }

  /** {@code greeting} with {@code sentence} before its closing question, unless it says so itself; blank stays blank. */
  static String in(String greeting, String sentence) {
    String said = greeting.strip();
    if (said.isEmpty()
        || sentence.isEmpty()
        || said.contains(sentence)
        || SAID.matcher(said).find()) {
      return said;
    }
    int question = said.endsWith("?") ? lastSentence(said) : said.length();
    String before = said.substring(0, question).strip();
    String after = said.substring(question).strip();
    return (before + " " + sentence + " " + after).strip();
  }

  private static int lastSentence(String text) {
    for (int at = text.length() - 2; at > 0; at--) {
      if (ENDS.contains(text.charAt(at - 1)) && Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    return 0;
  }
}
