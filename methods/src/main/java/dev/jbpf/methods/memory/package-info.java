/** Memory as methods see it, and what the kernel offers them. */
@NullMarked
package dev.jbpf.methods.memory;

import org.jspecify.annotations.NullMarked;
