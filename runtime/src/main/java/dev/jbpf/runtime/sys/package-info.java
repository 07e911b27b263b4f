/**
 * The system calls beneath the loader: one seam, {@link dev.jbpf.runtime.sys.BpfSyscalls}, the
 * memory that calls read and write, and descriptors. No API for users of programs and maps; those
 * who replace the seam, for a test or another foreign-function library, implement it from here.
 */
@NullMarked
package dev.jbpf.runtime.sys;

import org.jspecify.annotations.NullMarked;
