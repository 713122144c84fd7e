package dev.frontdesk.oracles.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file, the settings it gives, and the image's own files. */
class ComposeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Pattern GIVEN = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");

  @Test
  void nodesAreGivenSettingsThatTheProgramKnows() throws IOException {
    Set<String> known = KnownSettings.all();
    for (String node : List.of("node-1", "node-2", "node-3")) {
      List<String> given = compose().at("/services/" + node + "/environment").properties().stream()
          .map(setting -> setting.getKey())
          .toList();
      assertTrue(given.contains("DATABASE_URL") && known.containsAll(given), given.toString());
    }
  }

  @Test
  void oneNodeRunsUnlessAProfileAsksForMore() throws IOException {
    assertEquals(Set.of("database", "node-1"), running(""));
    assertEquals(Set.of("database", "node-1", "node-2", "node-3"), running("cluster"));
    assertEquals(Set.of("database", "node-1", "tunnel"), running("tunnel"));
  }

  @Test
  void nothingIsOpenButOnTheLoopbackAndNothingIsWrittenButToVolumes() throws IOException {
    JsonNode compose = compose();
    for (var service : compose.get("services").properties()) {
      Chart.each(service.getValue().path("ports"))
          .forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:"), port.asText()));
      Chart.each(service.getValue().path("volumes"))
          .forEach(volume -> assertTrue(
              compose.get("volumes").has(volume.asText().split(":", 2)[0]), volume.asText()));
      if (!"database".equals(service.getKey())) {
        assertTrue(service.getValue().path("read_only").asBoolean(), service.getKey());
        assertEquals("ALL", service.getValue().at("/cap_drop/0").asText(), service.getKey());
      }
    }
  }

  @Test
  void imagesArePinned() throws IOException {
    for (JsonNode service : compose().get("services")) {
      assertTrue(
          service.get("image").asText().matches("[a-z/]+:[0-9]+(\\.[0-9]+)+"),
          service.get("image").asText());
    }
  }

  @Test
  void whatIsSecretStandsInAFileThatExistsOnlyAsAnExample() throws IOException {
    var asked = VARIABLE
        .matcher(Files.readString(ROOT.resolve("compose.yaml")))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    var example = new TreeSet<String>();
    GIVEN
        .matcher(Files.readString(ROOT.resolve("compose.env.example")))
        .results()
        .forEach(line -> {
          assertEquals("", line.group(2), "an example holds no secret");
          example.add(line.group(1));
        });
    assertEquals(asked, example);
    assertTrue(Files.readAllLines(ROOT.resolve(".gitignore")).contains(".env"));
  }

  @Test
  void theImageRunsAsTheUserThatTheChartNames() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
    String user = Chart.of("{}")
        .pods()
        .map(pod -> pod.at("/spec/securityContext/runAsUser").asText())
        .distinct()
        .collect(Collectors.joining());
    assertTrue(user.matches("[1-9][0-9]*"), user);
    assertTrue(lines.contains("USER " + user + ":" + user), user);
    assertTrue(lines.contains("ENTRYPOINT [\"frontdesk\"]"));
    assertTrue(lines.contains("EXPOSE 8080 8081 8082 5701"));
  }

  @Test
  void aNewReleaseIsOneLayerOfItsOwn() throws IOException {
    List<String> copied = dockerfile()
        .filter(line -> line.startsWith("COPY --from=build "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
    assertEquals("/opt/frontdesk/lib", copied.get(0), "the jars of others");
    assertEquals("/opt/frontdesk/app", copied.get(copied.size() - 1), "our own");
    assertTrue(dockerfile()
        .dropWhile(line -> !line.endsWith("/app"))
        .noneMatch(line -> line.startsWith("RUN ")));
  }

  @Test
  void theImageIsBuiltWithoutSecrets() throws IOException {
    List<String> given = dockerfile()
        .filter(line -> line.startsWith("ENV ") || line.startsWith("ARG "))
        .map(line -> line.replaceAll("=.*", ""))
        .toList();
    assertEquals(List.of("ARG BUILD_BASE", "ARG RUNTIME_BASE", "ENV FRONTDESK_DATA"), given);
    List<String> sent = Files.readAllLines(ROOT.resolve(".dockerignore"));
    assertTrue(sent.contains("*"), "nothing is sent but what is named");
    assertTrue(sent.stream().noneMatch(line -> line.startsWith("!.env")), sent.toString());
  }

  private static Stream<String> dockerfile() throws IOException {
    return Files.readAllLines(ROOT.resolve("Dockerfile")).stream();
  }

  private static Set<String> running(String profile) throws IOException {
    return compose().get("services").properties().stream()
        .filter(service -> !service.getValue().has("profiles")
            || Stream.of(profile)
                .anyMatch(Chart.scalars(service.getValue().get("profiles"))::contains))
        .map(service -> service.getKey())
        .collect(Collectors.toSet());
  }

  /** With anchors and merged keys resolved. */
  private static JsonNode compose() throws IOException {
    Object read = new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(ROOT.resolve("compose.yaml")));
    return new ObjectMapper().valueToTree(read);
  }
}
