package dev.frontdesk.httptool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.outward.OutwardAllow;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolAddressTest {
  private static final Map<String, Object> PARAMETERS =
      new JsonObject("{\"type\":\"object\",\"properties\":{\"id\":{},\"day\":{}}}").getMap();

  private static ToolAddress address(String template) {
    return ToolAddress.checked(template, PARAMETERS, OutwardAllow.NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example/o/{id} | {'id': 'a b/../c?d&e#f'} | false | /o/a%20b%2F..%2Fc%3Fd%26e%23f",
        "https://a.example/o/{id} | {'id': 7, 'day': 'žltý'} | false | /o/7?day=%C5%BElt%C3%BD",
        "https://a.example/o?x={id} | {'id': 'y', 'day': 1} | false | /o?x=y&day=1",
        "https://a.example/o/{id} | {'id': 'y', 'day': 1} | true | /o/y",
        "https://a.example/o/{id} | {} | true | /o/",
        "https://a.example | {'id': '{day}', 'day': 2} | false | /?id=%7Bday%7D&day=2"
      })
  void argumentsStandInTheAddressEncoded(
      String template, String arguments, boolean restInBody, String target) {
    var json = new JsonObject(arguments.replace('\'', '"'));
    assertEquals(
        target, address(template).with(json, restInBody, OutwardAllow.NOTHING).target());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void anArgumentDoesNotClimbOutOfItsPath(String dots) {
    var address = address("https://a.example/o/{id}/x");
    assertThrows(
        ToolRefused.class,
        () -> address.with(new JsonObject().put("id", dots), true, OutwardAllow.NOTHING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://{id}.example/", "https://a.example{id}/", "https://a.example:{id}/", "{id}",
        "http://a.example/", "https://a.example/{other}", "https://a.example/{id", "https://a b/",
        "https://{id}@a.example/"
      })
  void anAddressWithPlacesWhereNoneMayBeIsRefused(String template) {
    assertEquals(
        "/url", assertThrows(ToolRefused.class, () -> address(template)).where());
  }
}
