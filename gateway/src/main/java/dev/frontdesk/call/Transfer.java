package dev.frontdesk.call;

import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer in progress.
 *
 * @param attempt counts the attempts of this call, from 1
 * @param targets the one being tried first, then those to try if it fails
 * @param tool the tool request that asked for it; null: an operator did
 */
public record Transfer(
    int attempt,
    Stage stage,
    List<TransferTarget> targets,
    @Nullable String tool,
    Instant since) {
  /** How far the attempt has come. */
  public enum Stage {
    /** The caller is being told. */
    ANNOUNCING,
    /** The REFER was asked for; its answer is awaited. */
    ASKED,
    /** The carrier took the REFER: a promise, not yet a transfer. */
    TAKEN
  }

  public Transfer {
    targets = List.copyOf(targets);
  }

  /** Who is being tried now. */
  public TransferTarget target() {
    return targets.get(0);
  }

  Transfer at(Stage next) {
    return new Transfer(attempt, next, targets, tool, since);
  }

  /** The next target as a new attempt; only if there is one. */
  Transfer next(Instant at) {
    return new Transfer(attempt + 1, Stage.ASKED, targets.subList(1, targets.size()), tool, at);
  }
}
