package dev.frontdesk.admin.api;

import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.UsageStore.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ledger as a table, money in dollars: an agency's with cost, mark-up and price, a tenant's with the price. */
final class UsageTable {
  private static final int MICRO = 6;

  private final boolean seesCost;
  private final Role asker;
  private final CsvTable table;

  UsageTable(Role asker) {
    this.asker = asker;
    this.seesCost = asker.seesCost();
    this.table = new CsvTable(Stream.of(
            Stream.of("tenant", "tenant_key", "tenant_name", "month", "kind", "model", "uses"),
            Stream.of("text_in", "text_cached_in", "audio_in", "audio_cached_in", "text_out"),
            Stream.of("audio_out", "transcription_seconds", "unpriced"),
            seesCost ? Stream.of("cost_usd", "markup_usd") : Stream.<String>of(),
            Stream.of("price_usd"))
        .flatMap(names -> names)
        .toList());
  }

  /** @param tenant whose line it is */
  void add(Line line, Tenant tenant) {
    var view = UsageView.of(line.amounts(), asker);
    var cells = new ArrayList<Object>(List.of(tenant.id(), tenant.key(), tenant.name()));
    cells.addAll(List.of(line.month(), view.kind(), view.model(), view.uses()));
    cells.addAll(List.of(view.textIn(), view.textCachedIn(), view.audioIn()));
    cells.addAll(List.of(view.audioCachedIn(), view.textOut(), view.audioOut()));
    cells.addAll(List.of(BigDecimal.valueOf(view.transcriptionSeconds()), view.unpriced()));
    if (seesCost) {
      cells.add(dollars(line.amounts().costMicros()));
      cells.add(dollars(line.amounts().chargedMicros() - line.amounts().costMicros()));
    }
    cells.add(dollars(view.chargedMicros()));
    table.row(cells);
  }

  Answer answer() {
    return table.answer();
  }

  private static BigDecimal dollars(long micros) {
    return BigDecimal.valueOf(micros, MICRO);
  }
}
