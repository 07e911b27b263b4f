package dev.jbpf.benchmarks.time;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.object.BpfObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What loads programs. */
final class LoadWork {
  /** Programs at once, because reading the clock takes time, too. */
  private static final int LOADED = 16;

  private LoadWork() {}

  /** {@return loading a program without jumps} */
  static RuntimeWork program(int instructions) {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < instructions - 1; i++) {
      elements.add(Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, i));
    }
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    ProgramSpec spec = ProgramSpec.of("load", ProgramType.SOCKET_FILTER, Program.link(elements));
    return new OpenWork<>(LOADED, () -> Bpf.load(spec), KernelProgram::close);
  }

  /** {@return opening and loading clang's {@code benchmarks/target/NAME.o}: {@code c/tables.c}} */
  static RuntimeWork object(String name) {
    Path file = Path.of("benchmarks", "target", name + ".o");
    return new OpenWork<>(1, () -> BpfObject.load(file), BpfObject::close);
  }
}
