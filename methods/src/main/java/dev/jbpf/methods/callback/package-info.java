/** Lambdas that the kernel calls back. */
@NullMarked
package dev.jbpf.methods.callback;

import org.jspecify.annotations.NullMarked;
