/** Helpers of programs that trace: memory that a test gives, stacks, counters, arguments. */
@NullMarked
package dev.jbpf.vm.helper.trace;

import org.jspecify.annotations.NullMarked;
