package dev.frontdesk.launcher.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvPartsTest {
  @Test
  void everyPartHasTheHeadsAndNoRowIsLostOrParted() {
    String rows = IntStream.rangeClosed(1, 12_001)
        .mapToObj(i -> "%d,\"two\nlines \"\"%d\"\"\"\n".formatted(i, i))
        .collect(Collectors.joining());
    var parts = new CsvParts("number,notes\n" + rows);

    assertEquals(12_001, parts.rows());
    assertEquals(3, parts.parts().size());
    assertTrue(parts.parts().stream().allMatch(part -> part.csv().startsWith("number,notes\n")));
    assertEquals(
        rows,
        parts.parts().stream()
            .map(part -> part.csv().substring("number,notes\n".length()))
            .collect(Collectors.joining()));
    assertEquals(5_002, parts.parts().get(1).firstRow(), "the heads are row 1");
  }

  @Test
  void aLastLineNeedsNoBreak() {
    assertEquals(1, new CsvParts("number\n0905").rows());
  }

  @Test
  void whatHasNoRowsIsSentForTheGatewayToRefuse() {
    assertEquals("", new CsvParts("").parts().get(0).csv());
  }
}
