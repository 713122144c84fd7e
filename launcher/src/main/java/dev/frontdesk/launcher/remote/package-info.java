/** What an agency does at a terminal to a gateway that runs elsewhere, through its admin API. */
@NullMarked
package dev.frontdesk.launcher.remote;

import org.jspecify.annotations.NullMarked;
