/** Names of addresses, and addresses of names: of the kernel, and of files that are executed. */
@NullMarked
package dev.jbpf.runtime.symbols;

import org.jspecify.annotations.NullMarked;
