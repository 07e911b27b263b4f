package dev.jbpf.text;

import dev.jbpf.text.grammar.Dialects;
import dev.jbpf.text.print.PrintStyle;

/** A way to write instructions. */
public enum Dialect {
  /** Each statement in the dialect that it is found to be in; for printing, the same as LLVM. */
  AUTO,
  /** {@code r0 = *(u32 *)(r1 + 4)}: what clang, the kernel's logs and its dumps write. */
  LLVM,
  /** {@code ldxw %r0, [%r1+4]}: binutils and the userspace machines, with or without percent. */
  GNU,
  /** {@code BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),}: arrays in C sources. */
  MACRO,
  /** {@code ldh [12]}: the classic machine of 1992. */
  CLASSIC;

  /** {@return the dialects that statements can be in where this one is asked for, as bits} */
  int statements() {
    return this == AUTO ? Dialects.ALL : 1 << ordinal();
  }

  /**
   * {@return the way to print instructions in this dialect}
   *
   * @throws IllegalArgumentException if none is written in it
   */
  PrintStyle style() {
    return switch (this) {
      case AUTO, LLVM -> PrintStyle.LLVM;
      case GNU -> PrintStyle.GNU;
      case MACRO -> PrintStyle.MACRO;
      case CLASSIC -> throw new IllegalArgumentException("no disassembly in the dialect classic");
    };
  }
}
