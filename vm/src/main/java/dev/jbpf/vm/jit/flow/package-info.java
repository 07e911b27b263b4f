/** What the compiler finds out about a program before it writes code: functions, loops, offsets. */
@NullMarked
package dev.jbpf.vm.jit.flow;

import org.jspecify.annotations.NullMarked;
