package dev.jbpf.text.print;

/** A way to print instructions. */
public enum PrintStyle {
  /** {@code r0 = *(u32 *)(r1 + 4)}. */
  LLVM,
  /** {@code ldxw %r0, [%r1+4]}. */
  GNU,
  /** {@code BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),}. */
  MACRO
}
