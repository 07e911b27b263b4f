/** Decoded programs, the state of a run, and the interpreter. */
@NullMarked
package dev.jbpf.vm.exec;

import org.jspecify.annotations.NullMarked;
