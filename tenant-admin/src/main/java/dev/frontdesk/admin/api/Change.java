package dev.frontdesk.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * What a write has done.
 *
 * @param action such as {@code contact.update}
 * @param subject what it was done to
 * @param before as people see it, never a secret; null: it was not there
 * @param after null: it is not there any more
 */
record Change(
    String action,
    String subject,
    @Nullable Object before,
    @Nullable Object after,
    Answer answer) {

  static Change created(String what, Object id, Object after, Answer answer) {
    return new Change(what + ".create", id.toString(), null, after, answer);
  }

  static Change updated(String what, Object id, @Nullable Object before, Object after) {
    return new Change(what + ".update", id.toString(), before, after, Answer.ok(after));
  }

  static Change deleted(String what, Object id, Object before) {
    return new Change(what + ".delete", id.toString(), before, null, Answer.none());
  }
}
