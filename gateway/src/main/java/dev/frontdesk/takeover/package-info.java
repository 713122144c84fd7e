/**
 * Notices nodes that are lost, fences their calls and hands each to a Sessions instance of this node; never drives a call itself. The
 * database says whose lease has lapsed and decides every race; the cluster only says earlier that a process is gone.
 */
@NullMarked
package dev.frontdesk.takeover;

import org.jspecify.annotations.NullMarked;
