package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.store.EvidenceStore.Evidence;
import dev.frontdesk.store.JournalRow;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The times of one call of which the journal itself says that nobody saw them. */
public final class Gaps {
  private static final String GAP = "gap";

  /** The provider finishes an utterance a moment before a node reads of it. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(250);

  private final List<Gap> gaps;

  private Gaps(List<Gap> gaps) {
    this.gaps = gaps;
  }

  /** One of them. */
  record Gap(Instant from, Instant until) {
    Duration length() {
      return Duration.between(from, until);
    }
  }

  /** A gap begins where its note says, and lasts until its call was resumed. */
  public static Gaps of(Evidence evidence) {
    var gaps = new ArrayList<Gap>();
    List<JournalRow> facts = evidence.facts();
    for (int i = 0; i < facts.size(); i++) {
      if (isNote(facts.get(i), GAP)) {
        gaps.add(gap(evidence, i));
      }
    }
    return new Gaps(gaps);
  }

  public int count() {
    return gaps.size();
  }

  /** All of them together. */
  public Duration length() {
    return gaps.stream().map(Gap::length).reduce(Duration.ZERO, Duration::plus);
  }

  boolean cover(Instant at) {
    return gaps.stream()
        .anyMatch(gap -> !at.isBefore(gap.from().minus(ON_THE_WAY)) && !at.isAfter(gap.until()));
  }

  static boolean isNote(JournalRow fact, String code) {
    return fact.kind().equals("note") && code.equals(new JsonObject(fact.json()).getString("code"));
  }

  private static Gap gap(Evidence evidence, int note) {
    JournalRow fact = evidence.facts().get(note);
    String[] moments = new JsonObject(fact.json()).getString("detail", "").split("/", -1);
    Instant until = resumed(evidence, note);
    return new Gap(
        moment(moments[0], evidence.call().receivedAt()),
        moments.length < 2 ? until : later(until, moment(moments[1], until)));
  }

  private static Instant resumed(Evidence evidence, int note) {
    JournalRow gap = evidence.facts().get(note);
    return evidence.facts().stream()
        .skip(note)
        .filter(fact -> fact.epoch() > gap.epoch() || isNote(fact, "resumed"))
        .map(JournalRow::at)
        .findFirst()
        .orElse(gap.at());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant moment(String text, Instant otherwise) {
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }
}
