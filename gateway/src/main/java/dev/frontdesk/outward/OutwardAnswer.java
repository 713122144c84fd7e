package dev.frontdesk.outward;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What came back; a redirect is an answer like others and is not followed.
 *
 * @param contentType lower case, without parameters; blank if none was named
 * @param retryAfter as the header of that name says; null: there is none
 */
public record OutwardAnswer(
    int status, String contentType, Buffer body, @Nullable String retryAfter, MultiMap headers) {}
