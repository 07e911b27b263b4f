/** What the kernel names by number. */
@NullMarked
package dev.jbpf.kernel;

import org.jspecify.annotations.NullMarked;
