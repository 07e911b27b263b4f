/** Runs programs on the JVM, any operating system, no rights needed. */
@NullMarked
package dev.jbpf.vm;

import org.jspecify.annotations.NullMarked;
