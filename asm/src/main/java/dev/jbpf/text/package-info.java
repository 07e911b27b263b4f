/**
 * Programs as text: the assembler, the disassembler, and the dialects that both speak.
 *
 * <p>How an instruction is written stands in {@link dev.jbpf.isa.Op} alone: parser and printer
 * follow its templates. The only other place is the table of what other tools write besides.
 */
@NullMarked
package dev.jbpf.text;

import org.jspecify.annotations.NullMarked;
