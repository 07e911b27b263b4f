/** Counts that programs keep, and their bars. */
@NullMarked
package dev.jbpf.map.histogram;

import org.jspecify.annotations.NullMarked;
