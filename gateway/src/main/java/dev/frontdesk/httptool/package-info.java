/** What HTTP tools are checked by, when they are saved and when they run: the schemas of what goes in and out, the address with its places. */
@NullMarked
package dev.frontdesk.httptool;

import org.jspecify.annotations.NullMarked;
