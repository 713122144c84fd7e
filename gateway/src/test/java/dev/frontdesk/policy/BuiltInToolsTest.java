package dev.frontdesk.policy;

import static dev.frontdesk.policy.Desk.TUESDAY_NIGHT;
import static dev.frontdesk.policy.Desk.TUESDAY_NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInToolsTest {
  private static final TransferTarget BY_DAY =
      Desk.during(Desk.weekdays(Desk.span("09:00", "17:00")), Desk.target("sales", "Sales"));
  private static final Profile ANY = Desk.profile("", List.of());

  @Test
  void givesEveryToolToAProfileThatNamesNone() {
    assertEquals(
        BuiltInTools.NAMES.subList(0, 5),
        names(BuiltInTools.forCall(ANY, List.of(BY_DAY), false, TUESDAY_NOON)));
    var knowing =
        Desk.profile("", List.of(new KnowledgeArticle("All", "x".repeat(Knowledge.WHOLE))));
    assertEquals(
        BuiltInTools.NAMES.subList(0, 6),
        names(BuiltInTools.forCall(knowing, List.of(BY_DAY), false, TUESDAY_NOON)));
  }

  @Test
  void givesOnlyBuiltInToolsThatTheProfileNames() {
    var profile = Desk.profile("", List.of(), "end_call", "take_message", "not_built_in");
    assertEquals(
        List.of("take_message", "end_call"),
        names(BuiltInTools.forCall(profile, List.of(BY_DAY), false, TUESDAY_NOON)));
  }

  @Test
  void offersAppointmentsOnlyByName() {
    var profile = Desk.profile("", List.of(), "find_appointments", "book_appointment");
    assertEquals(
        List.of("find_appointments", "book_appointment"),
        names(BuiltInTools.forCall(profile, List.of(BY_DAY), false, TUESDAY_NOON)));
  }

  @ParameterizedTest
  @CsvSource({"get_current_time, false", "send_sms, true"})
  void aCallerMayDeclineTheConfirmationWhereTextsAreSent(String other, boolean mayDecline) {
    var profile = Desk.profile("", List.of(), "book_appointment", other);
    ToolSpec booking = BuiltInTools.forCall(profile, List.of(), false, TUESDAY_NOON).stream()
        .filter(tool -> tool.name().equals("book_appointment"))
        .findFirst()
        .orElseThrow();
    assertEquals(mayDecline, booking.parameters().toString().contains("text={type=boolean"));
    assertEquals(mayDecline, booking.description().contains("sms is \"sent\""));
  }

  @Test
  void offersNoTransferWithoutAnOpenTarget() {
    List<String> without = BuiltInTools.NAMES.subList(1, 5);
    assertEquals(without, names(BuiltInTools.forCall(ANY, List.of(BY_DAY), false, TUESDAY_NIGHT)));
    assertEquals(without, names(BuiltInTools.forCall(ANY, List.of(BY_DAY), true, TUESDAY_NOON)));
    assertEquals(without, names(BuiltInTools.forCall(ANY, List.of(), false, TUESDAY_NOON)));
  }

  @Test
  void listsOpenTargetsAsDestinations() {
    var targets = List.of(BY_DAY, Desk.target("night", "Night"));
    String schema = BuiltInTools.forCall(ANY, targets, false, TUESDAY_NIGHT)
        .get(0)
        .parameters()
        .toString();
    assertTrue(schema.contains("enum=[night]"), schema);
  }

  @Test
  void aMessageIsReadBackBeforeItIsTaken() {
    ToolSpec message = BuiltInTools.forCall(ANY, List.of(), false, TUESDAY_NOON).get(0);
    assertTrue(
        message
            .description()
            .contains("First read the name, the number to call back and the message back"),
        message::description);
    assertEquals(
        List.of("caller_name", "message", "confirmed"), message.parameters().get("required"));
  }

  @Test
  void writesItsSchemasInAStableOrder() {
    ToolSpec message = BuiltInTools.forCall(ANY, List.of(), false, TUESDAY_NOON).get(0);
    assertEquals(
        List.of("type", "properties", "required", "additionalProperties"),
        List.copyOf(message.parameters().keySet()));
  }

  private static List<String> names(List<ToolSpec> tools) {
    return tools.stream().map(ToolSpec::name).toList();
  }
}
