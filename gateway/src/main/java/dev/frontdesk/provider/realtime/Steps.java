package dev.frontdesk.provider.realtime;

import dev.frontdesk.provider.realtime.RealtimeState.Found;
import dev.frontdesk.provider.realtime.RealtimeState.Silent;
import dev.frontdesk.provider.realtime.RealtimeState.Stage;
import dev.frontdesk.provider.realtime.RealtimeState.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk in the making. */
final class Steps {
  private static final int ANSWERED_KEPT = 32;
  private static final int SEEN_KEPT = 16;

  private Walk walk;

  Steps(Walk walk) {
    this.walk = walk;
  }

  Walk walk() {
    return walk;
  }

  void keep(Draft draft) {
    draft.walk = walk;
  }

  Steps to(Stage stage) {
    return with(stage, walk.left(), walk.asked(), walk.named(), walk.steps());
  }

  Steps asks(String item, boolean named) {
    return with(walk.stage(), walk.left(), item, named, walk.steps() + 1);
  }

  Steps withoutLeft() {
    return with(walk.stage(), List.of(), walk.asked(), walk.named(), walk.steps());
  }

  Steps found(Found item) {
    var found = new ArrayList<>(walk.found());
    found.add(item);
    return with(found, walk.answered(), walk.awaited(), walk.trouble());
  }

  Steps answered(String call) {
    return with(
        walk.found(),
        Draft.appended(walk.answered(), call, ANSWERED_KEPT),
        walk.awaited(),
        walk.trouble());
  }

  Steps awaits(List<String> items) {
    return with(walk.found(), walk.answered(), items, walk.trouble());
  }

  Steps heard(String item) {
    return awaits(walk.awaited().stream().filter(each -> !each.equals(item)).toList());
  }

  boolean hearsNothing() {
    return walk.awaited().isEmpty();
  }

  Steps saw(String item, @Nullable String previous) {
    walk = new Walk(
        walk.stage(),
        walk.known(),
        walk.heard(),
        walk.left(),
        walk.asked(),
        walk.named(),
        walk.steps(),
        walk.found(),
        Draft.appended(walk.seen(), new Silent(item, previous), SEEN_KEPT),
        walk.answered(),
        walk.awaited(),
        walk.trouble());
    return this;
  }

  /** The item at or before {@code item} that was there when the sideband was opened. */
  @Nullable
  String unseen(@Nullable String item) {
    String at = item;
    for (int i = walk.seen().size() - 1; i >= 0; i--) {
      Silent seen = walk.seen().get(i);
      at = seen.item().equals(at) ? seen.before() : at;
    }
    return at;
  }

  /** The first trouble is the one that is told. */
  Steps trouble(String reason) {
    return with(
        walk.found(),
        walk.answered(),
        walk.awaited(),
        walk.trouble().isEmpty() ? reason : walk.trouble());
  }

  /** Whether the way back ends before this item: its words are written down, or we were there. */
  boolean ends(String item) {
    return walk.known().contains(item) || isFound(item);
  }

  /** The next item whose words are missing and which was not on the way; it is taken off the list. */
  @Nullable
  String missing() {
    String next = null;
    var left = new ArrayList<String>();
    for (String item : walk.left()) {
      if (next == null && !isFound(item)) {
        next = item;
      } else {
        left.add(item);
      }
    }
    with(walk.stage(), left, walk.asked(), walk.named(), walk.steps());
    return next;
  }

  private boolean isFound(String item) {
    return walk.found().stream().anyMatch(found -> found.item().equals(item));
  }

  private Steps with(
      Stage stage, List<String> left, @Nullable String asked, boolean named, int steps) {
    walk = new Walk(
        stage,
        walk.known(),
        walk.heard(),
        left,
        asked,
        named,
        steps,
        walk.found(),
        walk.seen(),
        walk.answered(),
        walk.awaited(),
        walk.trouble());
    return this;
  }

  private Steps with(
      List<Found> found, List<String> answered, List<String> awaited, String trouble) {
    walk = new Walk(
        walk.stage(),
        walk.known(),
        walk.heard(),
        walk.left(),
        walk.asked(),
        walk.named(),
        walk.steps(),
        found,
        walk.seen(),
        answered,
        awaited,
        trouble);
    return this;
  }
}
