/** What the kernel offers to programs, by its helpers. */
@NullMarked
package dev.jbpf.methods.helper;

import org.jspecify.annotations.NullMarked;
