/**
 * One scripted call from the first ring to its report: the webhooks that announce it, what its REST requests and sockets get for an answer, the events of a model and a caller who keep to the script, and the judgement in the
 * end. Single-threaded: everything happens on the simulator's event loop.
 */
@NullMarked
package dev.frontdesk.simulator.call;

import org.jspecify.annotations.NullMarked;
