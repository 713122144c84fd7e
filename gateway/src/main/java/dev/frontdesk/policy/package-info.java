/**
 * The desk before the model speaks: whether a call is answered, refused or forwarded and why, what the receptionist is told about the
 * business and the caller, which tools it gets, and whom a caller means by "sales, please". Pure: the tenant's settings and the moment
 * come in as values, so every rule is tested by table and a preview is exactly what a call would get.
 */
@NullMarked
package dev.frontdesk.policy;

import org.jspecify.annotations.NullMarked;
