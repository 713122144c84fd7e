/**
 * The admin API: one contract, folder {@code openapi}, routes and validates; one place admits a request ({@link
 * dev.frontdesk.admin.api.Gate}), one runs it ({@link dev.frontdesk.admin.api.Pipeline}), one writes ({@link
 * dev.frontdesk.admin.api.Writes}). Each resource has its Routes, bound by operationId.
 */
@NullMarked
package dev.frontdesk.admin.api;

import org.jspecify.annotations.NullMarked;
