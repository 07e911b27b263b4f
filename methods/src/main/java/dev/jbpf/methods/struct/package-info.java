/** Structures of the kernel, as records and interfaces that declare their members. */
@NullMarked
package dev.jbpf.methods.struct;

import org.jspecify.annotations.NullMarked;
