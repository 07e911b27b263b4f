/** What the kernel's verifier says of control flow. */
@NullMarked
package dev.jbpf.runtime.cfg;

import org.jspecify.annotations.NullMarked;
