package dev.frontdesk.journal;

import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.store.Claim;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EffectVerdict;
import dev.frontdesk.store.JournalRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings entries into the database in their order: facts in bulk, what came late (claims, effects, their results) by itself. */
final class Rows {
  /** A claim made while the database was away. */
  static final String CLAIM = "claim";

  /** An effect granted while the database was away. */
  static final String EFFECT = "effect";

  /** How an effect ended while the database was away. */
  static final String EFFECT_ENDED = "effect.ended";

  private static final Set<String> LATE = Set.of(CLAIM, EFFECT, EFFECT_ENDED);

  private static final int MOST_IN_A_STATEMENT = 500;

  private final Database database;
  private final RecordCodec codec;

  /** Whether it exists only because somebody found the database away. */
  static boolean isLate(Entry entry) {
    return LATE.contains(entry.kind());
  }

  Rows(Database database, RecordCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** Done when all are durable; stored twice, they are there once. */
  Future<Void> store(List<Entry> entries) {
    Future<Void> stored = Future.succeededFuture();
    var facts = new ArrayList<JournalRow>(entries.size());
    for (Entry entry : entries) {
      if (isLate(entry)) {
        var before = List.copyOf(facts);
        facts.clear();
        stored = stored.compose(done -> append(before)).compose(done -> late(entry));
      } else {
        facts.add(new JournalRow(
            entry.call(), entry.epoch(), entry.sequence(), entry.at(), entry.kind(), entry.json()));
      }
    }
    return stored.compose(done -> append(facts));
  }

  /** In statements that the database has time for; the more wait, the longer one of all would take. */
  private Future<Void> append(List<JournalRow> facts) {
    Future<Void> appended = Future.succeededFuture();
    for (int from = 0; from < facts.size(); from += MOST_IN_A_STATEMENT) {
      var some = facts.subList(from, Math.min(facts.size(), from + MOST_IN_A_STATEMENT));
      appended = appended.compose(done -> database.journal().append(some));
    }
    return appended;
  }

  private Future<Void> late(Entry entry) {
    return switch (entry.kind()) {
      case CLAIM ->
        database.claims().claim(codec.read(entry.json(), Claim.class)).mapEmpty();
      case EFFECT -> effect(entry, codec.read(entry.json(), LateEffect.class)).mapEmpty();
      case EFFECT_ENDED -> ended(codec.read(entry.json(), EffectEnded.class));
      default -> throw new IllegalArgumentException(entry.kind());
    };
  }

  private Future<EffectVerdict> effect(Entry entry, LateEffect effect) {
    return effect.kind().equals(EffectDesk.TAKE_MESSAGE)
        ? database
            .effects()
            .takeMessage(
                entry.call(), entry.epoch(), effect.id(), effect.tenant(), effect.payload())
        : database
            .effects()
            .claim(entry.call(), entry.epoch(), effect.id(), effect.kind(), effect.payload());
  }

  private Future<Void> ended(EffectEnded ended) {
    return database.effects().finish(ended.call(), ended.effect(), ended.result());
  }
}
