/** System calls that the kernel refused, in words that a user can act on. */
@NullMarked
package dev.jbpf.runtime.error;

import org.jspecify.annotations.NullMarked;
