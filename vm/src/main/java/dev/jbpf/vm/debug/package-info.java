/**
 * Runs that somebody looks into: breakpoints, watches, steps forwards and back. {@link
 * dev.jbpf.vm.debug.Debugger} is all of it.
 */
@NullMarked
package dev.jbpf.vm.debug;

import org.jspecify.annotations.NullMarked;
