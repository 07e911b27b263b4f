/**
 * The value tier: programs in terms of values, records, headers and maps, without registers. {@link
 * dev.jbpf.dsl.value.Probe} is where it starts.
 */
@NullMarked
package dev.jbpf.dsl.value;

import org.jspecify.annotations.NullMarked;
