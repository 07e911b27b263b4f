/** Would a kernel take this program, and if not, why: answered without a kernel. */
@NullMarked
package dev.jbpf.verifier;

import org.jspecify.annotations.NullMarked;
