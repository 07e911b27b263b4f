/** How IR is written: typed values, blocks, variables. */
@NullMarked
package dev.jbpf.ir.build;

import org.jspecify.annotations.NullMarked;
