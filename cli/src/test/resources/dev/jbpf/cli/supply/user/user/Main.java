package user;

import static dev.jbpf.dsl.BpfInsns.*;
import static dev.jbpf.isa.Reg.R0;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;

/** What a user's own module does with the library's. */
public final class Main {
  private Main() {}

  /** Runs a program on both engines, and in the kernel where that is permitted. */
  public static void main(String[] args) {
    Program program = Program.of(BPF_MOV64_IMM(R0, 42), BPF_EXIT_INSN());
    for (Engine engine : Engine.values()) {
      Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withHelper(1, (call, a, b, c, d, e) -> a));
      System.out.println(engine + " " + vm.load(program).run());
    }
    if (Bpf.permission().isGranted() && Cpus.possible() > 0) {
      ProgramSpec spec = ProgramSpec.of("user", ProgramType.SOCKET_FILTER, program);
      try (KernelProgram loaded = Bpf.load(spec)) {
        System.out.println("KERNEL " + loaded.testRun(TestRun.onPacket(new byte[14])).returnValue());
      }
    }
  }
}
