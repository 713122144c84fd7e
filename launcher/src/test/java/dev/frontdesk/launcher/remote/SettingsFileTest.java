package dev.frontdesk.launcher.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
  @Test
  void whatIsWrittenReadsTheSame() throws IOException {
    JsonNode sections = new JsonMapper().readTree("""
        {"tenant": {"retentionDays": 90, "name": "Café: 'Zürich' # 1", "region": "NO", "limits": {"concurrentCalls": 0}},
         "profile": {"prompt": "First line\\n  indented\\n\\nlast", "tools": [], "voice": {"speed": 1.25, "language": "no"}},
         "hours": {"week": {"monday": [{"from": "10:00", "to": "00:00"}]}},
         "contacts": [{"number": "+421905000001", "vip": true, "notes": "trailing \\n\\ttab"}]}
        """);
    String yaml = SettingsFile.write("8f14e45f-0000-0000-0000-000000000000", sections);
    var read = SettingsFile.parse(yaml);
    assertEquals("8f14e45f-0000-0000-0000-000000000000", read.remove("id").textValue());
    assertEquals(sections, read);
    assertTrue(yaml.contains("prompt: |"), "a prompt is written as it is read: " + yaml);
  }

  @Test
  void numbersAndTimesOfPeopleWhoDoNotQuoteAreText() throws IOException {
    JsonNode read = SettingsFile.parse("""
        contacts:
        - number: +421905000001
          name: 007
        profile: { prompt: x, holidayGreeting: 2027 }
        hours: { week: { monday: [{ from: 10:00, to: 17:30 }] } }
        tenant: { retentionDays: 30 }
        """);
    JsonNode contact = read.path("contacts").path(0);
    assertEquals("+421905000001", contact.path("number").textValue());
    assertEquals("007", contact.path("name").textValue());
    assertEquals("2027", read.path("profile").path("holidayGreeting").textValue());
    JsonNode monday = read.path("hours").path("week").path("monday").path(0);
    assertEquals("10:00", monday.path("from").textValue());
    assertEquals(30, read.path("tenant").path("retentionDays").intValue());
  }

  @Test
  void aFileThatIsNoMapIsRefused() {
    assertThrows(Trouble.class, () -> SettingsFile.parse("- a list"));
    assertThrows(IOException.class, () -> SettingsFile.parse("contacts: []\ncontacts: []\n"));
  }
}
