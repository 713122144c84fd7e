package dev.frontdesk.outward;

import io.vertx.core.buffer.Buffer;

/**
 * What came back; a redirect is an answer like others and is not followed.
 *
 * @param contentType lower case, without parameters; blank if none was named
 */
public record OutwardAnswer(int status, String contentType, Buffer body) {}
