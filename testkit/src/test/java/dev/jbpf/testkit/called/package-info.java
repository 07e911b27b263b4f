/** What programs are told by the helpers that they call: here as in the kernel. */
@NullMarked
package dev.jbpf.testkit.called;

import org.jspecify.annotations.NullMarked;
