/**
 * Facts at rest. Everything that belongs to a tenant is read and written inside {@link dev.frontdesk.store.Database#inTenant} or
 * {@code inAgency}, a transaction that names for whom it speaks; the few jobs that cross tenants (claims, journal, effects,
 * leases, the directory) are narrow functions of the database. {@link dev.frontdesk.store.Directory} keeps what answering a call
 * needs in memory. Failures are of two kinds: {@link dev.frontdesk.store.StoreUnavailable}, come again later, and
 * {@link dev.frontdesk.store.StoreRefused}, do not.
 */
@NullMarked
package dev.frontdesk.store;

import org.jspecify.annotations.NullMarked;
