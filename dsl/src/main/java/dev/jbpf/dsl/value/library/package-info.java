/** What many probes do: limits, histograms, counters for each CPU, networks. */
@NullMarked
package dev.jbpf.dsl.value.library;

import org.jspecify.annotations.NullMarked;
