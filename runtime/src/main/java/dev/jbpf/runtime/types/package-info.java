/** Types (BTF) in the kernel, which maps and programs refer to. */
@NullMarked
package dev.jbpf.runtime.types;

import org.jspecify.annotations.NullMarked;
