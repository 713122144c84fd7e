/**
 * Requests to addresses that tenants and agencies chose: only to public ones, over TLS, with a limit on time and size. Where a name
 * leads is decided once, screened, and connected to as it was screened.
 */
@NullMarked
package dev.frontdesk.outward;

import org.jspecify.annotations.NullMarked;
