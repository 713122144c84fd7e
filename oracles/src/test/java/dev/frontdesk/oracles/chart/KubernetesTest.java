package dev.frontdesk.oracles.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself: that it sees what it is there to see. */
class KubernetesTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      preStop:                        | preStopp:
      enableServiceLinks: false       | enableServiceLink: false
      containerPort: 8082             | containerPort: many
      topologyKey:                    | topologieKey:
      """)
  void seesWhatIsUnknownMissingOrOfAnotherTypeHoweverDeepItLies(String right, String wrong) {
    String rendered = Chart.rendered("{}");
    List<String> faults = Chart.documents(rendered.replace(right, wrong)).stream()
        .flatMap(manifest -> Kubernetes.faults(manifest).stream())
        .toList();
    assertFalse(faults.isEmpty(), wrong);
  }
}
