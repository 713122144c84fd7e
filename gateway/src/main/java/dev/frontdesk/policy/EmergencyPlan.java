package dev.frontdesk.policy;

import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call does when its caller speaks of an emergency, as its tenant wants it and in the language of the call. */
public final class EmergencyPlan {
  /** With the number to dial in place of {@code %s}. */
  private static final Map<String, String> STANDARD = Map.ofEntries(
      Map.entry(
          "en",
          "I am an AI receptionist and cannot send help. If this is an emergency, please hang up and call %s now."),
      Map.entry(
          "de",
          "Ich bin eine KI und kann keine Hilfe schicken. Wenn das ein Notfall ist, legen Sie bitte auf und rufen Sie sofort %s an."),
      Map.entry(
          "sk",
          "Som umelá inteligencia a neviem poslať pomoc. Ak ide o núdzový prípad, zložte a ihneď volajte %s."),
      Map.entry(
          "cs",
          "Jsem umělá inteligence a nemohu poslat pomoc. Jestli jde o nouzi, zavěste a ihned volejte %s."),
      Map.entry(
          "pl",
          "Jestem sztuczną inteligencją i nie mogę wysłać pomocy. W nagłym wypadku proszę się rozłączyć i natychmiast zadzwonić pod %s."),
      Map.entry(
          "hu",
          "Mesterséges intelligencia vagyok, segítséget nem tudok küldeni. Vészhelyzetben tegye le, és azonnal hívja a %s számot."),
      Map.entry(
          "fr",
          "Je suis une intelligence artificielle et ne peux pas envoyer de secours. En cas d'urgence, raccrochez et appelez tout de suite le %s."),
      Map.entry(
          "es",
          "Soy una inteligencia artificial y no puedo enviar ayuda. Si es una emergencia, cuelgue y llame ahora mismo al %s."),
      Map.entry(
          "pt",
          "Sou uma inteligência artificial e não posso enviar ajuda. Se é uma emergência, desligue e ligue já para o %s."),
      Map.entry(
          "it",
          "Sono un'intelligenza artificiale e non posso mandare aiuto. Se è un'emergenza, riagganci e chiami subito il %s."),
      Map.entry(
          "nl",
          "Ik ben een AI en kan geen hulp sturen. Is dit een noodgeval, hang dan op en bel meteen %s."),
      Map.entry(
          "uk",
          "Я штучний інтелект і не можу надіслати допомогу. Якщо це надзвичайна ситуація, покладіть слухавку і негайно телефонуйте %s."));

  /** Where it is another number than 112, which mobile networks put through everywhere. */
  private static final Map<String, String> NUMBERS = Map.ofEntries(
      Map.entry("US", "911"),
      Map.entry("CA", "911"),
      Map.entry("MX", "911"),
      Map.entry("GB", "999"),
      Map.entry("AU", "000"),
      Map.entry("NZ", "111"),
      Map.entry("BR", "190"));

  private EmergencyPlan() {}

  /** Null: the tenant leaves it to the receptionist. */
  public static @Nullable Emergency of(TenantSettings tenant, String language) {
    EmergencyCare care = tenant.care().emergency();
    if (!care.enabled()) {
      return null;
    }
    List<String> words = care.words().values().stream().flatMap(List::stream).toList();
    return new Emergency(
        care.standardWords(), words, sentence(tenant, language), target(tenant, care.target()));
  }

  /** In the language of the call as the tenant has it, then as everybody does; else in the tenant's own, else in English. */
  private static String sentence(TenantSettings tenant, String language) {
    Map<String, String> own = tenant.care().emergency().sentences();
    for (String tag : List.of(language, tenant.locale(), "en")) {
      String sentence = Languages.best(own, tag);
      if (sentence == null) {
        sentence = Languages.best(STANDARD, tag);
      }
      if (sentence != null) {
        return sentence.replace("%s", NUMBERS.getOrDefault(tenant.region(), "112"));
      }
    }
    throw new IllegalStateException("no sentence in English");
  }

  private static @Nullable TransferTarget target(TenantSettings tenant, @Nullable String key) {
    return tenant.targets().stream()
        .filter(target -> target.key().equals(key))
        .findFirst()
        .orElse(null);
  }
}
