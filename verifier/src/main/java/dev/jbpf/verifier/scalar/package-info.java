/**
 * What is known of a number: its bits, and its ranges read as a signed and as an unsigned number of
 * 64 and of 32 bits, kept in step. Knows nothing of instructions' operands, registers or memory.
 */
@NullMarked
package dev.jbpf.verifier.scalar;

import org.jspecify.annotations.NullMarked;
