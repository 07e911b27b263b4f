package dev.jbpf.code;

/**
 * A piece of a program before it is linked: an instruction, or something that becomes one, or more,
 * or none, when its place is known.
 */
public sealed interface CodeElement
    permits Insn, RawWord, Branch, Label, MapLoad, MemberUse, KfuncCall, Located {}
