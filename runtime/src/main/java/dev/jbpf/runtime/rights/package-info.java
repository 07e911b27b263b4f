/** What the kernel asks of a process, and what stands in its way. */
@NullMarked
package dev.jbpf.runtime.rights;

import org.jspecify.annotations.NullMarked;
