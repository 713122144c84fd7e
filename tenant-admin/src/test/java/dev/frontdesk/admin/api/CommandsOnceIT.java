package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that is asked for again under its name is not performed again. */
class CommandsOnceIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);
  private static final String SAY = "{\"do\":\"say\",\"text\":\"a\"}";

  private final House house = House.create(SERVER);
  private final String path =
      "/v1/tenants/" + house.tenant + "/calls/" + house.ids.get("call") + "/commands";
  private final String key = house.key(Role.CONTROL);

  @AfterAll
  static void close() {
    API.close();
  }

  @ParameterizedTest
  @CsvSource({"SAYING, 200", "REFUSED, 200", "ENDED, 409", "IN_DOUBT, 504"})
  void theSameRequestGetsTheSameAnswerAndNothingIsDoneTwice(Outcome outcome, int status) {
    API.done.set(new CommandDone(outcome, "why"));
    int before = API.commands.get();
    Reply first = send(path, SAY, "once");
    API.done.set(new CommandDone(Outcome.WHISPERED, ""));
    Reply again = send(path, SAY, "once");

    assertEquals(status, first.status(), first.body());
    assertEquals(status, again.status(), again.body());
    if (status == 200) {
      assertEquals(first.body(), again.body());
    }
    assertEquals(before + 1, API.commands.get());
    assertEquals(422, send(path, SAY.replace("\"a\"", "\"b\""), "once").status());
    assertEquals(200, send(path, SAY, "another").status());
    assertEquals(before + 2, API.commands.get());
  }

  @Test
  void whoDoesNotDriveTheCallYetIsAskedAgainForTheSame() {
    var unknown = new CommandDone(Outcome.UNKNOWN, "the call is being taken up again");
    API.before.addAll(List.of(unknown, unknown));
    API.commandIds.clear();
    int before = API.commands.get();
    Reply reply = send(path, SAY, "moved");

    assertEquals(200, reply.status(), reply.body());
    assertEquals(before + 3, API.commands.get());
    assertEquals(1, API.commandIds.size());
  }

  @Test
  void whenNobodyAnswersForTheCallItIsSaidSo() {
    API.done.set(new CommandDone(Outcome.UNKNOWN, ""));
    Reply reply = send(path, SAY, "lost");
    int asked = API.commands.get();
    API.done.set(new CommandDone(Outcome.WHISPERED, ""));

    assertEquals(504, reply.status(), reply.body());
    assertEquals("1", reply.header("retry-after"));
    assertEquals(504, send(path, SAY, "lost").status());
    assertEquals(asked, API.commands.get());
  }

  @Test
  void aCallThatHasEndedIsNotAskedFor() {
    SERVER.run("UPDATE call_claim SET state = 'ended' WHERE call_id = '%s'"
        .formatted(house.ids.get("call")));
    int before = API.commands.get();
    assertEquals(409, send(path, SAY, "late").status());
    assertEquals(before, API.commands.get());
  }

  @Test
  void soItIsWithTheAliasesThatNameNoTenant() {
    String control = "/control/calls/" + house.ids.get("call");
    int before = API.commands.get();
    for (int i = 0; i < 2; i++) {
      assertEquals(
          200, send(control + "/transfer", "{\"target\":\"sales\"}", "t").status());
      assertEquals(200, send(control + "/hangup", "", "h").status());
    }
    assertEquals(before + 2, API.commands.get());
  }

  private Reply send(String to, String body, String name) {
    return API.send("POST", to, key, body, Map.of("idempotency-key", name));
  }
}
