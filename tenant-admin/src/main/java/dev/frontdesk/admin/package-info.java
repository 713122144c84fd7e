/** What people change and see. For now: whether this process is alive and ready, on its own port. */
@NullMarked
package dev.frontdesk.admin;

import org.jspecify.annotations.NullMarked;
