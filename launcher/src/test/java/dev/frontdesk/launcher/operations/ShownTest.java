package dev.frontdesk.launcher.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @Test
  void eachSideThatIsMeasuredCounts() {
    assertEquals(
        List.of("sum(rate(jvm_a[5m])) / sum(rate(jvm_b[5m]))", "max(jvm_c > 0)", "count(jvm_c)"),
        Shown.compared(
            "sum(rate(jvm_a[5m])) / sum(rate(jvm_b[5m])) > 0.05\nand\nmax(jvm_c > 0) != count(jvm_c)"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      sum(rate(jvm_a{x="1"}[5m])) / sum(rate(jvm_b[5m])) ; sum(rate(jvm_a{instance=~"$node",x="1"}[1m])) / sum(rate(jvm_b{instance=~"$node"}[1m])) ; true
      sum(rate(jvm_a{x="1"}[5m])) / sum(rate(jvm_b[5m])) ; sum by (x) (rate(jvm_a[1m]))                        ; false
      sum(rate(jvm_a{x="1"}[5m])) / sum(rate(jvm_b[5m])) ; sum(rate(jvm_a{x="2"}[1m])) / sum(rate(jvm_b[1m]))  ; false
      max by (instance) (jvm_a)                          ; jvm_a{instance=~"$node"}                            ; true
      sum(increase(jvm_a{x=~"1|2"}[5m]))                 ; sum by (x) (rate(jvm_a{x!="3"}[1m]))                ; true
      sum(increase(jvm_a{x=~"1|2"}[5m]))                 ; sum by (x) (rate(jvm_a{x!="2"}[1m]))                ; false
      sum(increase(jvm_a{x=~"1|2"}[5m]))                 ; sum(rate(jvm_a[1m]))                                ; false
      sum(increase(jvm_a[5m]))                           ; sum(rate(jvm_a{x="1"}[1m]))                         ; false
      histogram_quantile(0.99, sum by (le) (rate(jvm_a[5m]))) ; histogram_quantile(0.99, sum by (le) (rate(jvm_a[1m]))) ; true
      histogram_quantile(0.99, sum by (le) (rate(jvm_a[5m]))) ; histogram_quantile(0.5, sum by (le) (rate(jvm_a[1m])))  ; false
      """)
  void aPanelShowsAShareWholeAndSeriesApart(String side, String target, boolean shown) {
    assertEquals(shown, Shown.by(List.of(target), side));
  }
}
