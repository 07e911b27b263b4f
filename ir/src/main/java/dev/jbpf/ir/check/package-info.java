/** Says whether IR is well formed; runs between passes. */
@NullMarked
package dev.jbpf.ir.check;

import org.jspecify.annotations.NullMarked;
