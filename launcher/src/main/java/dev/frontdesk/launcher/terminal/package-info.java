/** What a person at a terminal sees: one line when something is wrong, a number for the shell, colour only where it can be shown. */
@NullMarked
package dev.frontdesk.launcher.terminal;

import org.jspecify.annotations.NullMarked;
