package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  @Test
  void cellsAreQuotedWhereTheyMustBe() {
    var table = new CsvTable(List.of("a", "b"));

    table.row(List.of("one, two", "says \"hi\""));
    table.row(List.of("line\nbreak", ""));

    assertEquals(
        "a,b\r\n\"one, two\",\"says \"\"hi\"\"\"\r\n\"line\nbreak\",\r\n", table.toString());
  }

  @Test
  void whatASpreadsheetWouldRunIsText() {
    var table = new CsvTable(List.of("a"));

    for (String odd : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx")) {
      table.row(List.of(odd));
    }
    table.row(List.of(new BigDecimal("-0.5")));

    assertEquals("a\r\n'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n'\tx\r\n-0.5\r\n", table.toString());
  }
}
