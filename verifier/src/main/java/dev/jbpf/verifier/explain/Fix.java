package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import java.util.List;

/**
 * Instructions that mend a program.
 *
 * @param where they belong, such as {@code before it}
 * @param code the instructions, in order
 */
record Fix(String where, List<Insn> code) {
  static Fix before(Insn... code) {
    return new Fix("before it", List.of(code));
  }

  static Fix instead(Insn... code) {
    return new Fix("instead of it", List.of(code));
  }

  static Fix first(Insn... code) {
    return new Fix("at the program's start", List.of(code));
  }
}
