/** Scripted calls against a running gateway, shown as they happen: the provider, the carrier and the callers are played by the simulator. */
@NullMarked
package dev.frontdesk.launcher.simulate;

import org.jspecify.annotations.NullMarked;
