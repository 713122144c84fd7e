/**
 * Writes call facts down in batches and says when they are durable. When the database is away they go to a synced file on this node
 * and from there, in order, to the database when it is back: calls go on, nothing is lost.
 */
@NullMarked
package dev.frontdesk.journal;

import org.jspecify.annotations.NullMarked;
