/** The frontdesk command: its sub-commands, and what the shell is told when one fails. */
@NullMarked
package dev.frontdesk.launcher;

import org.jspecify.annotations.NullMarked;
