/** From the instructions of the JVM to IR. */
@NullMarked
package dev.jbpf.methods.translate;

import org.jspecify.annotations.NullMarked;
