/** Programs one can run: {@code jbpf example NAME}. */
@NullMarked
package dev.jbpf.examples;

import org.jspecify.annotations.NullMarked;
