package dev.jbpf.code;

import dev.jbpf.kernel.struct.KernelMember;

/**
 * A member of a structure of the kernel that a program asks for: where it is belongs into the
 * number of the instruction at {@code slot}.
 */
@SuppressWarnings("exports")
public record MemberReference(Slot slot, KernelMember member) {}
