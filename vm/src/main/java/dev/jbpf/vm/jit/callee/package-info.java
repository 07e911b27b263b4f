/** What compiled programs call; a test resolves each. */
@NullMarked
package dev.jbpf.vm.jit.callee;

import org.jspecify.annotations.NullMarked;
