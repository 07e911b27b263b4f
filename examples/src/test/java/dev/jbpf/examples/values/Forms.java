package dev.jbpf.examples.values;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.methods.compile.MethodCompiler;
import java.util.stream.Stream;

/** The forms that a program is written in: with registers, with values, and as a method. */
final class Forms {
  private Forms() {}

  /** {@return the program with registers, with values, and the method of that name} */
  static Stream<ProgramDef> of(ProgramDef registers, ProgramDef values, Class<?> type) {
    return Stream.concat(Stream.of(registers), of(values, type));
  }

  /** {@return the program with values, and the method of {@code type} of that name} */
  static Stream<ProgramDef> of(ProgramDef values, Class<?> type) {
    return Stream.of(values, MethodCompiler.compile(type).program(values.name()));
  }
}
