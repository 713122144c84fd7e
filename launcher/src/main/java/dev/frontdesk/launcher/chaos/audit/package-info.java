/**
 * Holds the journal against what the provider itself kept of the same calls. Whoever runs the outside world knows the truth: what was
 * said, asked for and done, and who drove a call when; what the journal tells differently is a finding.
 */
@NullMarked
package dev.frontdesk.launcher.chaos.audit;

import org.jspecify.annotations.NullMarked;
