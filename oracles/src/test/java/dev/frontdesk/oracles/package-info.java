/** The provider's official types against what we send and what our simulator sends: two readers of one wire format. */
@NullMarked
package dev.frontdesk.oracles;

import org.jspecify.annotations.NullMarked;
