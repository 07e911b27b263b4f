/** Programs compiled to JVM bytecode. */
@NullMarked
package dev.jbpf.vm.jit;

import org.jspecify.annotations.NullMarked;
