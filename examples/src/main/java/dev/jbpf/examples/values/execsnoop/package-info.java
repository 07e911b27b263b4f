/** Tells which programs are started. */
@NullMarked
package dev.jbpf.examples.values.execsnoop;

import org.jspecify.annotations.NullMarked;
