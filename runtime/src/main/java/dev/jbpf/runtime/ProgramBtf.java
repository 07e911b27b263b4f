package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.bpf.describe.ProgramDescription;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.runtime.report.OriginLines;
import dev.jbpf.runtime.types.LoadedTypes;
import dev.jbpf.runtime.types.ProgramTypes;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the kernel is told of a program that was given without types: functions, and the lines that
 * its origins name. It is in the kernel while this is open.
 */
final class ProgramBtf implements AutoCloseable {
  private static final ProgramBtf NONE = new ProgramBtf(Optional.empty());

  private final Optional<ProgramTypes> types;

  private ProgramBtf(Optional<ProgramTypes> types) {
    this.types = types;
  }

  /** {@return whether the kernel demands one: a function of the program is given to a helper} */
  static boolean isNeeded(Program program) {
    int opcode = Op.LDDW_FUNC.opcode();
    int source = Words.src(Op.LDDW_FUNC.template());
    for (int slot = 0; slot < program.size(); slot++) {
      long word = program.word(slot);
      if (Words.opcode(word) == opcode && Words.src(word) == source) {
        return true;
      }
    }
    return false;
  }

  /** {@return whether there is something to tell: tools quote the lines of what is loaded} */
  static boolean isWorthwhile(Program program) {
    return program.origin(new Slot(0)) != Origin.UNKNOWN || isNeeded(program);
  }

  /**
   * {@return a description of the program; empty if there is nothing to tell, or the kernel does
   * not take it, as those before 5.0}
   */
  static ProgramBtf load(Kernel kernel, ProgramSpec spec) {
    Program program = spec.program();
    return isWorthwhile(program)
        ? ProgramDescription.of(spec.name(), program, new OriginLines(), ByteOrder.nativeOrder())
            .map(description -> load(kernel, description))
            .orElse(NONE)
        : NONE;
  }

  private static ProgramBtf load(Kernel kernel, ProgramDescription description) {
    long result = LoadedTypes.tryLoad(kernel.calls(), description.types());
    return result < 0
        ? NONE
        : new ProgramBtf(
            Optional.of(
                new ProgramTypes(
                    LoadedTypes.of(kernel.calls(), (int) result),
                    description.functionInfo(),
                    description.lineInfo())));
  }

  Optional<ProgramTypes> types() {
    return types;
  }

  @Override
  public void close() {
    types.ifPresent(known -> known.types().close());
  }
}
