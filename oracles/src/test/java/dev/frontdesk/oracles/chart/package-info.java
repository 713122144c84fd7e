/** The chart as Helm renders it, against Kubernetes' own types and against the settings that the program knows. */
@NullMarked
package dev.frontdesk.oracles.chart;

import org.jspecify.annotations.NullMarked;
