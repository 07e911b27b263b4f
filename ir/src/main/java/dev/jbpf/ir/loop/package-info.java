/** How loops are written, by the oldest kernel and by what a verifier can follow. */
@NullMarked
package dev.jbpf.ir.loop;

import org.jspecify.annotations.NullMarked;
