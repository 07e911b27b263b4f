package dev.jbpf.code;

import dev.jbpf.kernel.struct.KernelMember;

/**
 * An instruction whose number is where a member of a structure of the kernel is: its immediate, or
 * the offset of a load or store. It has the number that the program's own declaration gives; the
 * kernel's is filled in when the program is loaded.
 */
@SuppressWarnings("exports")
public record MemberUse(Insn insn, KernelMember member) implements CodeElement {}
