/**
 * What protects the traffic between nodes: mutual TLS on the event bus, and seals on what Hazelcast keeps, which itself can neither
 * encrypt nor authenticate (in its open edition).
 */
@NullMarked
package dev.frontdesk.cluster;

import org.jspecify.annotations.NullMarked;
