package dev.frontdesk.launcher.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.TransferTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptionistTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void anEmptyFolderSaysNothing() {
    assertTrue(read().isEmpty());
  }

  @Test
  void theFourFilesAreRead() throws IOException {
    file("system-prompt.txt", "\uFEFFYou are Ana.\n");
    file("business-info.md", "# Acme\n");
    file(
        "contacts.json",
        "[{\"name\":\"Jane\",\"number\":\"+421900000001\",\"vip\":true,\"company\":\"Doe Ltd\"}]");
    file(
        "transfer-numbers.json",
        "{\"sales\":{\"name\":\"Sales\",\"number\":\"(212) 555-0199\",\"description\":\"Orders\"}}");
    Receptionist read = read();
    assertEquals(Optional.of("You are Ana."), read.prompt());
    assertEquals(Optional.of("# Acme"), read.knowledge());
    assertEquals("company: Doe Ltd", read.contacts().get(0).notes());
    assertTrue(read.contacts().get(0).vip());
    assertEquals("+12125550199", read.targets().get(0).address());
  }

  @Test
  void contactsMayBeAMapFromNumberToNameOrToContact() throws IOException {
    file(
        "contacts.json",
        "{\"+421900000001\":\"Jane\",\"+421900000002\":{\"name\":\"Bob\",\"vip\":true}}");
    assertEquals(
        List.of("+421900000001 Jane false", "+421900000002 Bob true"),
        read().contacts().stream()
            .map(one -> one.number() + " " + one.name() + " " + one.vip())
            .toList());
  }

  @Test
  void theEnvironmentFileFillsInWhatTheFolderLeavesOut() throws IOException {
    file("prompts/main.txt", "From the path.");
    Path env = file(".env", """
        # a comment
        OPENAI_API_KEY=sk-hunter2
        export OPENAI_VOICE="cedar"  # nice
        PROMPT_PATH=prompts/main.txt
        OPENAI_INSTRUCTIONS="not
        this one"
        WELCOME_MESSAGE='Hello, it''s Acme'
        HUMAN_AGENT_NUMBER=+15550100097
        """.replace("''", "’"));
    Receptionist read = Receptionist.read(folder, Optional.of(env), "US");
    assertEquals(Optional.of("From the path."), read.prompt());
    assertEquals(Optional.of("Hello, it’s Acme"), read.greeting());
    assertEquals("cedar", String.valueOf(read.voice().voice()));
    assertEquals(TransferTarget.Kind.FALLBACK, read.targets().get(0).kind());
    assertEquals(Set.of("OPENAI_API_KEY"), read.unused());
  }

  @Test
  void aDoubleQuotedValueGoesOnOverLines() throws IOException {
    Path env = file(".env", "OPENAI_INSTRUCTIONS=\"one\\ttwo\nthree\"\n");
    assertEquals(
        Optional.of("one\ttwo\nthree"),
        Receptionist.read(folder, Optional.of(env), "US").prompt());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      contacts.json         | {"+421900000001": 5}                        | contact '+421900000001' must be an object, or a name
      contacts.json         | [{"number":"2125550199"},{"name":"y"}]      | contact 2: 'number' is missing
      contacts.json         | [{"number":"call me"}]                      | contact 1: 'number' is not a telephone number: call me
      contacts.json         | [{"number":"+421900000001","vip":"yes"}]    | contact 1: 'vip' must be true or false
      contacts.json         | [{"number":"+421900000001"},{"number":"+421900000001"}] | contact 2 has the number +421900000001 of an earlier one
      contacts.json         | [1,                                         | is not JSON: line 1
      contacts.json         | {"+421900000001":"a","+421900000001":"b"}   | is not JSON: line 1: Duplicate field
      transfer-numbers.json | []                                          | must be a map from key to target
      transfer-numbers.json | {"sales":{"name":"Sales"}}                  | target 'sales': 'number' is missing
      transfer-numbers.json | {"sales":{"number":"+15550100099;drop"}}    | target 'sales': 'number' is neither
      transfer-numbers.json | {"s!":{"number":"+15550100099"}}            | target 's!': not a transfer key
      .env                  | WELCOME_MESSAGE                             | line 1 is not NAME=value
      .env                  | WELCOME_MESSAGE="open                       | line 1 opens a quote that nothing closes
      """)
  void whatIsMalformedIsNamedByFileLineOrKey(String name, String text, String problem)
      throws IOException {
    Path file = file(name, text);
    var refused = assertThrows(
        Trouble.class,
        () -> Receptionist.read(
            folder, name.equals(".env") ? Optional.of(file) : Optional.empty(), "US"));
    assertEquals(ExitCode.INPUT, refused.code());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(file + " " + problem), message);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    file("system-prompt.txt", "x".repeat((256 << 10) + 1));
    assertThrows(Trouble.class, this::read);
  }

  private Receptionist read() {
    return Receptionist.read(folder, Optional.empty(), "US");
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
