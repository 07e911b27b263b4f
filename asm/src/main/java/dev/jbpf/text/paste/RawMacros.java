package dev.jbpf.text.paste;

import dev.jbpf.text.cpp.CMacro;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Macros of the kernel's for slots that are no instruction of the table, or that give every field:
 * what each stands for, in the fields of a slot.
 */
final class RawMacros {
  private static final String[] MOVE = {"t", "d", "s", "i"};

  private static final Map<String, CMacro> ALL =
      Map.of(
          "BPF_ZEXT_REG",
          macro("BPF_ZEXT_REG", "BPF_RAW_INSN(BPF_ALU | BPF_MOV | BPF_X, d, d, 0, 1)", "d"),
          "BPF_MOV64_PERCPU_REG",
          macro(
              "BPF_MOV64_PERCPU_REG",
              "BPF_RAW_INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, -1, 0)",
              "d",
              "s"),
          "BPF_LD_IMM64_RAW_FULL",
          macro(
              "BPF_LD_IMM64_RAW_FULL",
              "BPF_RAW_INSN(BPF_LD | BPF_DW | BPF_IMM, d, s, o1, i1), BPF_RAW_INSN(0, 0, 0, o2, i2)",
              "d",
              "s",
              "o1",
              "o2",
              "i1",
              "i2"),
          "BPF_MOV32_RAW",
          macro("BPF_MOV32_RAW", "BPF_RAW_INSN(BPF_ALU | BPF_MOV | (t), d, s, 0, i)", MOVE),
          "BPF_MOV64_RAW",
          macro("BPF_MOV64_RAW", "BPF_RAW_INSN(BPF_ALU64 | BPF_MOV | (t), d, s, 0, i)", MOVE),
          "BPF_ST_NOSPEC",
          macro("BPF_ST_NOSPEC", "BPF_RAW_INSN(BPF_ST | BPF_NOSPEC, 0, 0, 0, 0)"));

  private RawMacros() {}

  private static CMacro macro(String name, String body, String... parameters) {
    return new CMacro(name, Optional.of(List.of(parameters)), body);
  }

  /** {@return the macro of that name} */
  static Optional<CMacro> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
