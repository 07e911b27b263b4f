/**
 * Probes as plain Java methods: a static method of a class file becomes an eBPF program, and runs
 * as Java too, with the same results. {@link dev.jbpf.methods.BpfProgram} marks it.
 */
@NullMarked
package dev.jbpf.methods;

import org.jspecify.annotations.NullMarked;
