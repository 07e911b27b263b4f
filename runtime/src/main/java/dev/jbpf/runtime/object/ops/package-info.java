/** Tables of functions of the kernel's (struct_ops) that an object fills. */
@NullMarked
package dev.jbpf.runtime.object.ops;

import org.jspecify.annotations.NullMarked;
