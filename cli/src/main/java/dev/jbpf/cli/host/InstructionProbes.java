package dev.jbpf.cli.host;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.text.Assembler;
import java.util.List;

/** Which instructions a kernel takes, found out by loading programs that have them. */
final class InstructionProbes {
  private static final int OLD_LIMIT = 4096;

  /** A name that bpftool has, or would have; and a program that such kernels take. */
  private record Probe(String name, String source) {}

  private static final List<Probe> ALL =
      List.of(
          new Probe("have_large_insn_limit", "r0 = 1\n".repeat(OLD_LIMIT) + "exit\n"),
          new Probe("have_bounded_loops", "r0 = 10\nl: r0 += -1\nif r0 != 0 goto l\nexit\n"),
          new Probe("have_v2_isa_extension", "r0 = 1\nif r0 < 2 goto l\nr0 = 2\nl: exit\n"),
          new Probe("have_v3_isa_extension", "w0 = 1\nif w0 < 2 goto l\nw0 = 2\nl: exit\n"),
          new Probe("have_v4_isa_extension", "r0 = 300\nr0 = (s8)r0\nexit\n"));

  private InstructionProbes() {}

  static Fields of(Kernel kernel) {
    Fields fields = new Fields();
    ALL.forEach(probe -> fields.put(probe.name, takes(kernel, probe)));
    return fields;
  }

  @SuppressWarnings("try") // loaded only to see whether it can be
  private static boolean takes(Kernel kernel, Probe probe) {
    Program program = Assembler.assemble(probe.source).program().orElseThrow();
    ProgramSpec spec = ProgramSpec.of("jbpf_probe", ProgramType.SOCKET_FILTER, program);
    try (KernelProgram loaded = kernel.load(spec)) {
      return true;
    } catch (SyscallException e) {
      return false;
    }
  }
}
