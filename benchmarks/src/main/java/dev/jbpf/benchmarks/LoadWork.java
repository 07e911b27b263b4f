package dev.jbpf.benchmarks;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads a program without jumps. */
final class LoadWork implements RuntimeWork {
  private final ProgramSpec spec;
  private Optional<KernelProgram> loaded = Optional.empty();

  LoadWork(int instructions) {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < instructions - 1; i++) {
      elements.add(Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, i));
    }
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    spec = ProgramSpec.of("load", ProgramType.SOCKET_FILTER, Program.link(elements));
  }

  @Override
  public void prepare() {
    close();
  }

  @Override
  public long run() {
    loaded = Optional.of(Bpf.load(spec));
    return 1;
  }

  @Override
  public int share() {
    return 1;
  }

  @Override
  public void close() {
    loaded.ifPresent(KernelProgram::close);
    loaded = Optional.empty();
  }
}
