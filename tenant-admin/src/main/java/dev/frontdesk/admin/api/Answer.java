package dev.frontdesk.admin.api;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param body a record, or a {@link Stream}; null: none
 * @param kept the resource itself: what the ETag is of, and what a repeated create is answered with; never a secret
 * @param tagged whether the body is one resource, which has an ETag
 */
record Answer(
    int status,
    @Nullable Object body,
    @Nullable Object kept,
    @Nullable String location,
    boolean tagged) {

  /** One page of a list. */
  record Page<T>(List<T> items, @Nullable String next) {
    Page {
      items = List.copyOf(items);
    }
  }

  /** Answers by itself, for as long as it likes. */
  interface Stream {
    void start(RoutingContext context);
  }

  static Answer stream(Stream stream) {
    return new Answer(200, stream, null, null, false);
  }

  /**
   * A body that is JSON already.
   *
   * @param tag its ETag; null: to be computed
   */
  record Ready(String json, @Nullable String tag) {
    Ready(String json) {
      this(json, null);
    }
  }

  /** A body that is no JSON. */
  record Text(String contentType, String text) {}

  static Answer ok(Object resource) {
    return new Answer(200, resource, resource, null, true);
  }

  /** @param body the resource with figures that change by themselves, which are no part of its ETag */
  static Answer ok(Object body, Object resource) {
    return new Answer(200, body, resource, null, true);
  }

  static Answer report(Object body) {
    return new Answer(200, body, body, null, false);
  }

  static Answer created(String location, Object resource) {
    return new Answer(201, resource, resource, location, true);
  }

  /** @param secret the resource with what is shown once */
  static Answer createdOnce(String location, Object resource, Object secret) {
    return new Answer(201, secret, resource, location, true);
  }

  static Answer none() {
    return new Answer(204, null, null, null, false);
  }
}
