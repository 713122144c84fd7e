/** What the operator does at a terminal beside the running gateway, straight on the database. */
@NullMarked
package dev.frontdesk.launcher.admin;

import org.jspecify.annotations.NullMarked;
