/**
 * What is made of a call once it is over: a summary, how the caller felt, tags, what is left to do. Taken from a queue by any node, asked
 * of a text model, and told by rules where none is wanted, reachable or paid for. Never inside a call.
 */
@NullMarked
package dev.frontdesk.aftercall;

import org.jspecify.annotations.NullMarked;
