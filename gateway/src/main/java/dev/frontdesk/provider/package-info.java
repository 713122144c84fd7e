/**
 * The ports to a voice provider, in our words: call control, the voice model, the sideband. One sub-package per provider is the
 * only room that knows its JSON.
 */
@NullMarked
package dev.frontdesk.provider;

import org.jspecify.annotations.NullMarked;
