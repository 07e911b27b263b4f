/** Proves, beside the allocator, that each use sees its value. */
@NullMarked
package dev.jbpf.ir.alloc.check;

import org.jspecify.annotations.NullMarked;
