/** Helpers for what a socket buffer knows beside its packet, and for where it may go. */
@NullMarked
package dev.jbpf.vm.helper.buffer;

import org.jspecify.annotations.NullMarked;
