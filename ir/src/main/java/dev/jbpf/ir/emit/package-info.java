/** From allocated instructions to a linked program. */
@NullMarked
package dev.jbpf.ir.emit;

import org.jspecify.annotations.NullMarked;
