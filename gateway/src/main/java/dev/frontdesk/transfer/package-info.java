/** Carries one transfer attempt out and reports what was seen; what comes next is decided by the call. */
@NullMarked
package dev.frontdesk.transfer;

import org.jspecify.annotations.NullMarked;
