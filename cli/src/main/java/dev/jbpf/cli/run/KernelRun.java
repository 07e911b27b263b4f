package dev.jbpf.cli.run;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import java.util.Arrays;
import java.util.Optional;

/** Runs a program in the kernel, by its test run. */
final class KernelRun {
  /** The kernel wants at least an Ethernet header. */
  private static final int SMALLEST_PACKET = 14;

  private KernelRun() {}

  static Verdict run(Program program, byte[] memory, ProgramType type) {
    ProgramSpec spec = ProgramSpec.of("jbpf_run", type, program).withLicense("GPL");
    try (KernelProgram loaded = Bpf.load(spec)) {
      return new Verdict.Accept(loaded.testRun(input(memory, type)).returnValue());
    } catch (VerifierException e) {
      return new Verdict.Reject(e.diagnostic().message(), e.slot());
    } catch (SyscallException | IllegalArgumentException e) {
      return new Verdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static TestRun input(byte[] memory, ProgramType type) {
    return switch (type) {
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE, SYSCALL -> TestRun.onContext(memory);
      default ->
          TestRun.onPacket(type, Arrays.copyOf(memory, Math.max(memory.length, SMALLEST_PACKET)));
    };
  }
}
