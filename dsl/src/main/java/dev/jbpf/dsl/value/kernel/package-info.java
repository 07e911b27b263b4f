/**
 * Structures of the kernel: records say which members a program asks for, by their accessors; where
 * they are is found out where the program is loaded.
 */
@NullMarked
package dev.jbpf.dsl.value.kernel;

import org.jspecify.annotations.NullMarked;
