package dev.frontdesk.call;

import java.util.List;

/**
 * What people say in an emergency, by language, without capitals and diacritics where those do not matter. Only what is hardly said
 * otherwise: not "emergency", which a plumber hears all day.
 */
final class StandardEmergencyWords {
  private static final List<String> NUMBERS = List.of("112", "911", "999", "nine one one");

  private static final List<String> ENGLISH = List.of(
      "call 911",
      "dial 911",
      "call 112",
      "call 999",
      "heart attack",
      "having a stroke",
      "call an ambulance",
      "need an ambulance",
      "send an ambulance",
      "cant breathe",
      "cannot breathe",
      "not breathing",
      "isnt breathing",
      "stopped breathing",
      "is unconscious",
      "bleeding heavily",
      "bleeding to death",
      "medical emergency",
      "house is on fire",
      "call the police",
      "kill myself");

  private static final List<String> GERMAN = List.of(
      "notarzt",
      "krankenwagen",
      "rettungswagen",
      "herzinfarkt",
      "schlaganfall",
      "atmet nicht",
      "bekomme keine luft",
      "kriege keine luft",
      "bewusstlos",
      "es brennt",
      "rufen sie die polizei",
      "mich umbringen");

  private static final List<String> SLOVAK_AND_CZECH = List.of(
      "záchranku",
      "sanitku",
      "infarkt",
      "nedýcha",
      "nedýchá",
      "nemôžem dýchať",
      "nemůžu dýchat",
      "v bezvedomí",
      "v bezvědomí",
      "zavolajte políciu",
      "zavolejte policii",
      "zabijem sa",
      "zabiju se");

  private static final List<String> POLISH = List.of(
      "karetkę",
      "wezwać pogotowie",
      "zawał serca",
      "nie oddycha",
      "nie mogę oddychać",
      "nieprzytomny",
      "nieprzytomna",
      "zabiję się");

  private static final List<String> HUNGARIAN =
      List.of("mentőt", "mentőket", "szívinfarktus", "szívroham", "nem lélegzik", "eszméletlen");

  private static final List<String> FRENCH = List.of(
      "appelez le samu",
      "appelez une ambulance",
      "besoin d'une ambulance",
      "crise cardiaque",
      "ne respire plus",
      "ne respire pas",
      "n'arrive plus à respirer",
      "est inconscient",
      "est inconsciente",
      "me suicider");

  private static final List<String> SPANISH_AND_PORTUGUESE = List.of(
      "una ambulancia",
      "uma ambulância",
      "ataque al corazón",
      "ataque cardíaco",
      "infarto",
      "enfarte",
      "no respira",
      "não respira",
      "no puedo respirar",
      "não consigo respirar",
      "está inconsciente",
      "suicidarme");

  private static final List<String> ITALIAN = List.of(
      "un'ambulanza",
      "attacco di cuore",
      "non respira",
      "non riesco a respirare",
      "privo di sensi",
      "priva di sensi",
      "suicidarmi");

  private static final List<String> DUTCH =
      List.of("bel 112", "ambulance nodig", "hartaanval", "ademt niet", "bewusteloos");

  private static final List<String> UKRAINIAN =
      List.of("викличте швидку", "серцевий напад", "інфаркт", "не дихає", "непритомний");

  static final List<String> ALL = List.of(
          NUMBERS,
          ENGLISH,
          GERMAN,
          SLOVAK_AND_CZECH,
          POLISH,
          HUNGARIAN,
          FRENCH,
          SPANISH_AND_PORTUGUESE,
          ITALIAN,
          DUTCH,
          UKRAINIAN)
      .stream()
      .flatMap(List::stream)
      .toList();

  private StandardEmergencyWords() {}
}
