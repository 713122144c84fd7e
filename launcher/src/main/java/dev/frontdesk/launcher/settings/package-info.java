/**
 * What the program is told at start: one list of names ({@link dev.frontdesk.launcher.settings.Setting}), read from the environment and
 * {@code frontdesk.yaml} through vertx-config, checked once and all at once, handed on as typed values.
 */
@NullMarked
package dev.frontdesk.launcher.settings;

import org.jspecify.annotations.NullMarked;
