package dev.frontdesk.launcher.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.frontdesk.launcher.terminal.Ink;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDiffTest {
  private static SettingsDiff diff(String before, String after) throws JsonProcessingException {
    var json = new JsonMapper();
    return SettingsDiff.between(json.readTree(before), json.readTree(after));
  }

  @Test
  void itemsGoByNameAndOnlyLinesThatDifferAreShown() throws JsonProcessingException {
    var diff = diff("""
        {"profile": {"prompt": "one\\ntwo\\nthree"}, "contacts": [{"number": "+1", "name": "A", "vip": false}, {"number": "+2"}]}""", """
        {"profile": {"prompt": "one\\n2\\nthree"}, "contacts": [{"number": "+2"}, {"number": "+3", "name": "C", "vip": true}]}""");
    assertEquals(
        List.of(
            "- contacts.+1: name A",
            "+ contacts.+3: name C, vip true",
            "~ profile.prompt",
            "-   two",
            "+   2"),
        diff.painted(Ink.plain()));
    assertEquals(3, diff.changes());
  }

  @Test
  void whatIsEmptiedAndWhatIsFilledShows() throws JsonProcessingException {
    assertEquals(
        1, diff("{\"targets\": []}", "{\"targets\": [{\"key\": \"a\"}]}").changes() - 1);
    assertEquals(0, diff("{\"a\": {\"b\": [1]}}", "{\"a\": {\"b\": [1]}}").changes());
  }
}
