package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.Canary;
import dev.frontdesk.model.Care;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.Texting;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.Voicemail;
import dev.frontdesk.model.WhenExceeded;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One JSON object of {@code door.tenant_settings} as the settings of a tenant. */
final class SettingsReader {
  private SettingsReader() {}

  /** A tenant with the numbers that ring for it, by the endpoint each rings through. */
  record Bound(TenantSettings settings, Map<PhoneNumber, EndpointId> numbers) {}

  static Bound tenant(String json) {
    JsonNode row = Json.read(json);
    Map<PhoneNumber, EndpointId> numbers = new HashMap<>();
    for (JsonNode number : row.path("numbers")) {
      numbers.put(
          new PhoneNumber(number.path("number").asText()),
          EndpointId.of(number.path("endpoint").asText()));
    }
    return new Bound(settings(row), Map.copyOf(numbers));
  }

  private static TenantSettings settings(JsonNode row) {
    return new TenantSettings(
        TenantId.of(row.path("id").asText()),
        AgencyId.of(row.path("agency_id").asText()),
        row.path("name").asText(),
        TenantSettings.Status.valueOf(row.path("status").asText()),
        row.path("region").asText(),
        row.path("locale").asText(),
        row.path("sip_domain").textValue(),
        hours(row),
        limits(row),
        desk(row),
        contacts(row.path("contacts")),
        list(row.path("targets"), SettingsReader::target),
        row.path("profile").isObject() ? profile(row.path("profile")) : null,
        row.path("spent").asLong(),
        row.path("revision").asLong(),
        row.path("canary").isObject() ? canary(row.path("canary")) : null,
        Redactions.of(list(row.path("redact"), JsonNode::asText)),
        care(row),
        numberLanguages(row.path("number_languages")));
  }

  private static Map<PhoneNumber, String> numberLanguages(JsonNode numbers) {
    Map<PhoneNumber, String> languages = new HashMap<>();
    numbers
        .properties()
        .forEach(each ->
            languages.put(new PhoneNumber(each.getKey()), each.getValue().asText()));
    return languages;
  }

  private static Care care(JsonNode row) {
    return new Care(
        row.path("screening").isObject()
            ? ScreeningStore.screening(row.path("screening"))
            : Screening.DEFAULTS,
        BlockList.of(list(row.path("blocks"), JsonNode::asText)),
        row.path("emergency").isObject()
            ? EmergencyStore.care(row.path("emergency"))
            : EmergencyCare.DEFAULTS,
        row.path("voicemail").isObject()
            ? VoicemailStore.voicemail(row.path("voicemail"))
            : Voicemail.DEFAULTS,
        row.path("texting").isObject()
            ? TextingStore.texting(row.path("texting"))
            : Texting.DEFAULTS);
  }

  private static CallLimits limits(JsonNode row) {
    return new CallLimits(
        row.path("concurrent_calls").asInt(),
        Duration.ofSeconds(row.path("longest_call_s").asInt()),
        Duration.ofSeconds(row.path("longest_silence_s").asInt()),
        row.path("monthly_budget_micros").isNumber()
            ? row.path("monthly_budget_micros").asLong()
            : null,
        new WhenExceeded(
            row.path("exceeded_code").isNumber() ? row.path("exceeded_code").asInt() : null,
            row.path("exceeded_sentence").asText()));
  }

  static AgencySettings agency(String json) {
    JsonNode row = Json.read(json);
    JsonNode budget = row.path("monthly_budget_micros");
    return new AgencySettings(
        AgencyId.of(row.path("id").asText()),
        new AgencyLimits(
            row.path("concurrent_calls").asInt(), budget.isNumber() ? budget.asLong() : null),
        row.path("spent").asLong(),
        BlockList.of(list(row.path("blocks"), JsonNode::asText)));
  }

  private static FrontDesk desk(JsonNode row) {
    return new FrontDesk(
        FrontDesk.WhenClosed.valueOf(row.path("when_closed").asText()),
        row.path("reject_code").asInt(),
        row.path("staff_first").asBoolean(),
        row.path("disclosure").asText());
  }

  private static OpeningHours hours(JsonNode row) {
    Map<DayOfWeek, List<OpeningHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    for (JsonNode span : row.path("week")) {
      week.computeIfAbsent(DayOfWeek.of(span.path("day").asInt()), day -> new ArrayList<>())
          .add(new OpeningHours.Span(
              LocalTime.parse(span.path("opens").asText()),
              LocalTime.parse(span.path("closes").asText())));
    }
    return new OpeningHours(
        ZoneId.of(row.path("zone").asText()), week, list(row.path("holidays"), HoursJson::holiday));
  }

  private static Map<PhoneNumber, Contact> contacts(JsonNode rows) {
    Map<PhoneNumber, Contact> contacts = new HashMap<>();
    for (JsonNode row : rows) {
      var number = new PhoneNumber(row.path("number").asText());
      contacts.put(
          number,
          new Contact(
              ContactId.of(row.path("id").asText()),
              number,
              row.path("name").asText(),
              row.path("vip").asBoolean(),
              row.path("blocked").asBoolean(),
              row.path("language").textValue(),
              row.path("notes").asText()));
    }
    return contacts;
  }

  private static TransferTarget target(JsonNode row) {
    return new TransferTarget(
        row.path("key").asText(),
        row.path("name").asText(),
        list(row.path("aliases"), JsonNode::asText),
        row.path("address").asText(),
        row.path("description").asText(),
        TransferTarget.Kind.valueOf(row.path("kind").asText()),
        hoursOrNull(row.path("hours")),
        warm(row),
        list(row.path("next_keys"), JsonNode::asText),
        row.path("context_text").asBoolean(),
        ring(row.path("ring_s")));
  }

  private static TransferTarget.@Nullable Warm warm(JsonNode row) {
    JsonNode seconds = row.path("warm_ring_s");
    return seconds.isInt()
        ? new TransferTarget.Warm(
            Duration.ofSeconds(seconds.asInt()), row.path("warm_shows_caller").asBoolean())
        : null;
  }

  private static @Nullable Duration ring(JsonNode seconds) {
    return seconds.isInt() ? Duration.ofSeconds(seconds.asInt()) : null;
  }

  private static @Nullable OpeningHours hoursOrNull(JsonNode hours) {
    return hours.isObject() ? HoursJson.read(hours) : null;
  }

  private static Profile profile(JsonNode row) {
    return new Profile(
        ProfileVersionId.of(row.path("id").asText()),
        row.path("version").asInt(),
        row.path("prompt").asText(),
        row.path("greeting").asText(),
        row.path("closed_greeting").asText(),
        row.path("holiday_greeting").asText(),
        VoiceJson.read(row.path("voice")),
        Set.copyOf(list(row.path("tools"), JsonNode::asText)),
        articles(row.path("knowledge")),
        list(row.path("http_tools"), HttpToolJson::read),
        LanguagesJson.read(row.path("languages")));
  }

  private static Canary canary(JsonNode row) {
    return new Canary(profile(row.path("profile")), row.path("percent").asInt());
  }

  static List<KnowledgeArticle> articles(JsonNode rows) {
    return list(
        rows,
        row -> new KnowledgeArticle(row.path("title").asText(), row.path("body").asText()));
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> mapping) {
    return StreamSupport.stream(array.spliterator(), false).map(mapping).toList();
  }
}
